using System.Text.Json;
using Survey.Ask;
using Survey.Http;

namespace Survey.Collect;

/// <param name="Wave">As it is now; null: nothing was changed.</param>
/// <param name="IsNew">It was planned just now.</param>
/// <param name="Faults">What is wrong with the change, by property.</param>
public sealed record ChangedWave(
    Wave? Wave,
    bool IsNew,
    Refusal? Refusal,
    IReadOnlyDictionary<string, string[]>? Faults
);

/// <summary>Sets when a wave that has not closed opens and closes, and what it asks; plans one of a coming period.</summary>
public sealed class Changing(Waves waves, WaveSteps steps, Definition definition, TimeProvider time)
{
    private const int PeriodsAhead = 8;

    /// <param name="body">An object with opens, closes or instrument.</param>
    /// <param name="etag">Of the wave that was looked at; null: whatever it is now.</param>
    public async Task<ChangedWave> ChangeAsync(
        string id,
        JsonElement body,
        string who,
        CancellationToken cancel,
        string? etag = null
    )
    {
        for (var tries = 0; tries < 4; tries++)
        {
            var all = await waves.ListAsync(cancel).ToArrayAsync(cancel);
            var now = time.GetUtcNow();
            var wave = all.FirstOrDefault(one => one.Id == id) ?? Plan(id, now);
            if (wave is null)
                return Refuse(
                    Problems.NoSuchWave,
                    $"There is no wave of that id. One of the next {PeriodsAhead} periods can be planned."
                );
            if (wave.State > WaveState.Open)
                return Refuse(Problems.ClosedAlready, "Nothing of a closed wave can be changed.");
            if (etag is not null && wave.ETag != etag)
                break;
            var others = all.Where(one => one.Id != id).ToArray();
            var change = new WaveChange(wave, others, definition, now);
            var changed = change.Apply(body);
            if (change.Faults.Count > 0)
                return Refuse(Problems.InvalidRequest, "Nothing was changed.", change.Faults);
            if (await steps.ChangeAsync(changed, cancel, who))
                return new(changed, wave.ETag is null, null, null);
        }
        return Refuse(Problems.ChangedMeanwhile, "The wave keeps changing. Try again.");
    }

    private static ChangedWave Refuse(
        Problem problem,
        string detail,
        IReadOnlyDictionary<string, string[]>? faults = null
    ) => new(null, false, new Refusal(problem, detail), faults);

    private Wave? Plan(string id, DateTimeOffset now) =>
        definition.Calendar.Find(id) is { } period
        && period.Since(definition.Calendar.PeriodAt(now)) is >= 0 and <= PeriodsAhead
            ? new Wave(
                period.Id,
                WaveState.Planned,
                period.Opens,
                period.Closes,
                definition.Instrument.Name
            )
            : null;
}
