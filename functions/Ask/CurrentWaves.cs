using System.Collections.Frozen;
using Survey.Storage;

namespace Survey.Ask;

/// <summary>The waves as they were a few seconds ago at most, so that a submission costs no read. Safe, because the
/// shards' gates decide in the insert's own transaction whether a response is still taken.</summary>
public sealed class CurrentWaves(Waves waves, Definition definition, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _renewing = new();
    private volatile Held? _held;

    /// <exception cref="StorageUnavailableException">The waves cannot be read now and were not read before.</exception>
    public Task<WavesSeen> GetAsync() => Valid(_held) ?? Renew();

    private Task<WavesSeen>? Valid(Held? now) =>
        now is not null && time.GetElapsedTime(now.Since) < Fresh ? now.Seen : null;

    private Task<WavesSeen> Renew()
    {
        lock (_renewing)
        {
            if (Valid(_held) is { } renewed)
                return renewed;
            var before = _held?.Seen;
            _held = new Held(time.GetTimestamp(), Task.Run(() => ReadAsync(before)));
            return _held.Seen;
        }
    }

    private async Task<WavesSeen> ReadAsync(Task<WavesSeen>? before)
    {
        try
        {
            var rows = await waves.ListAsync(CancellationToken.None).ToArrayAsync();
            return new WavesSeen(
                rows.ToFrozenDictionary(wave => wave.Id),
                definition,
                IsStale: false
            );
        }
        catch (StorageUnavailableException) when (before is not null)
        {
            return await before with { IsStale = true };
        }
    }

    private sealed record Held(long Since, Task<WavesSeen> Seen);
}

/// <param name="IsStale">The store could not be reached: some may have moved on since. None ever goes back.</param>
public sealed record WavesSeen(
    FrozenDictionary<string, Wave> Waves,
    Definition Definition,
    bool IsStale
)
{
    /// <summary>The wave, or null.</summary>
    public Wave? Find(string id) => Waves.GetValueOrDefault(id);

    /// <summary>The wave that asks something now, or null between waves. Not one past its end: who began now would be too
    /// late.</summary>
    public Wave? OpenAt(DateTimeOffset now) =>
        Waves
            .Values.Where(wave =>
                wave.State == WaveState.Open
                && now < wave.Closes
                && Definition.Asked(wave.Instrument) is not null
            )
            .MaxBy(wave => wave.Id, StringComparer.Ordinal);

    /// <summary>The newest wave with a release that anybody may see; null: none.</summary>
    public Wave? NewestPublic =>
        Waves.Values.Where(wave => wave.IsPublic).MaxBy(wave => wave.Id, StringComparer.Ordinal);

    /// <summary>When the next wave opens, UTC; now or earlier: within minutes.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset now)
    {
        var period = Definition.Calendar.PeriodAt(now);
        return Waves
                .Values.Where(wave => wave.State == WaveState.Planned && now < wave.Closes)
                .Select(wave => (DateTimeOffset?)wave.Opens)
                .Min()
            ?? (Waves.ContainsKey(period.Id) ? period.Closes : now);
    }
}
