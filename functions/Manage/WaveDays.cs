using System.Collections.Immutable;
using Survey.Ask;
using Survey.Collect;

namespace Survey.Manage;

/// <summary>How a wave grew.</summary>
/// <param name="Counts">The day of the wave, its first being 0, and responses by that day, rounded down to 10.</param>
public sealed record WaveDays(string Wave, ImmutableArray<(int Day, long Responses)> Counts)
{
    public static async Task<WaveDays> OfAsync(
        Wave wave,
        DailyCounts daily,
        Definition definition,
        CancellationToken cancel
    )
    {
        var first = definition.Calendar.DayOf(wave.Opens).DayNumber;
        return new(
            wave.Id,
            [
                .. await daily
                    .ListAsync(wave.Id, cancel)
                    .Select(one => (one.Day.DayNumber - first, one.Responses))
                    .ToArrayAsync(cancel),
            ]
        );
    }

    /// <summary>By the same day of the wave or the last one counted before; null: nothing was counted by then.</summary>
    public long? By(int day)
    {
        long? last = null;
        foreach (var one in Counts)
            if (one.Day <= day)
                last = one.Responses;
        return last;
    }
}
