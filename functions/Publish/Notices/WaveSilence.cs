using Survey.Ask;
using Survey.Collect;
using Survey.Storage;

namespace Survey.Publish;

/// <summary>Whether an open wave still gets responses: counted once a day, rounded down to 10, in rows of table
/// WaveCounts.</summary>
public sealed class WaveSilence(
    ITables tables,
    ResponseCounts counts,
    Definition definition,
    TimeProvider time
)
{
    private const string Table = "WaveCounts";

    private static readonly TimeSpan Silence = TimeSpan.FromDays(7);

    /// <summary>When the number of responses last grew, if that was seven days or more before the last count.</summary>
    /// <param name="wave">Open.</param>
    public async Task<DateTimeOffset?> SinceAsync(Wave wave, CancellationToken cancel)
    {
        var row = await tables.GetAsync(Table, definition.Id, wave.Id, cancel);
        var now = time.GetUtcNow();
        if (row is null || now - Counted(row) >= TimeSpan.FromDays(1))
        {
            var responses = await counts.RoundedAsync(wave, cancel);
            var hasGrown = row is null || responses > (long)row.Properties["responses"];
            row = new Entity(
                definition.Id,
                wave.Id,
                new Dictionary<string, object>
                {
                    ["responses"] = responses,
                    ["counted"] = now,
                    ["grown"] = hasGrown ? now : Grown(row!),
                },
                row?.ETag
            );
            // When another instance counted meanwhile, it also says what follows.
            if (await tables.SubmitAsync(Table, [Operation.Save(row)], cancel) != Outcome.Done)
                return null;
        }
        return Counted(row) - Grown(row) >= Silence ? Grown(row) : null;
    }

    private static DateTimeOffset Counted(Entity row) => (DateTimeOffset)row.Properties["counted"];

    private static DateTimeOffset Grown(Entity row) => (DateTimeOffset)row.Properties["grown"];
}
