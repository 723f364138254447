using System.Collections.Concurrent;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>The one thing that leaves the system about a wave without a release: its number of responses, rounded down
/// to 10. Counting reads the whole wave, so a count is used for a minute.</summary>
public sealed class ResponseCounts(Responses responses, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Since, long Count)> _counts = [];

    /// <summary>Rounded down to 10.</summary>
    public async Task<long> RoundedAsync(Wave wave, CancellationToken cancel)
    {
        var count = wave.State switch
        {
            WaveState.Planned => 0,
            >= WaveState.Drafted => wave.Responses,
            _ => await CountAsync(wave.Id, cancel),
        };
        return count - count % 10;
    }

    private async Task<long> CountAsync(string wave, CancellationToken cancel)
    {
        if (_counts.TryGetValue(wave, out var held) && time.GetElapsedTime(held.Since) < Fresh)
            return held.Count;
        var count = await responses.CountAsync(wave, cancel);
        _counts[wave] = (time.GetTimestamp(), count);
        return count;
    }
}
