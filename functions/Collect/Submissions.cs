using Survey.Ask;
using Survey.Http;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>What became of a response.</summary>
/// <param name="Outcome">Done: stored now, durably. Exists: one of that id is stored already, whatever this one says.
/// Missing: nothing was stored.</param>
/// <param name="Refusal">Why nothing was stored; null: it is kept.</param>
public readonly record struct Submission(Outcome Outcome, Problem? Refusal = null);

/// <summary>Decides what becomes of a response, however it was sent.</summary>
public sealed class Submissions(CurrentWaves waves, Responses responses, Definition definition)
{
    /// <param name="answers">Null when they have faults: still no fault of a response that is stored already.</param>
    /// <exception cref="StorageUnavailableException">Nothing was decided; the same id may be sent again.</exception>
    public async Task<Submission> KeepAsync(
        string wave,
        Guid id,
        string instrument,
        Answers? answers
    )
    {
        var submission = await DecideAsync(wave, id, instrument, answers);
        if (submission.Outcome == Outcome.Done)
            SurveyMetrics.Accepted();
        else if (submission.Outcome == Outcome.Exists)
            SurveyMetrics.Duplicate();
        return submission;
    }

    private async Task<Submission> DecideAsync(
        string wave,
        Guid id,
        string instrument,
        Answers? answers
    )
    {
        var seen = await waves.GetAsync();
        if (seen.Find(wave) is not { State: > WaveState.Planned } found)
            return seen.IsStale
                ? throw new StorageUnavailableException("The waves cannot be read.")
                : new Submission(Outcome.Missing, Problems.NoSuchWave);
        if (Refuse(found, instrument, answers) is { } refusal)
            return await responses.IsKeptAsync(wave, id, CancellationToken.None)
                ? new Submission(Outcome.Exists)
                : new Submission(Outcome.Missing, refusal);
        // Not broken off when the student's connection is: what arrived is kept.
        var kept = await responses.KeepAsync(
            wave,
            id,
            instrument,
            answers!.Encode(),
            CancellationToken.None
        );
        return new Submission(kept, kept == Outcome.Missing ? Problems.WaveClosed : null);
    }

    private Problem? Refuse(Wave wave, string instrument, Answers? answers)
    {
        if (!wave.AcceptsResponses)
            return Problems.WaveClosed;
        if (wave.Instrument != instrument || definition.Asked(instrument) is null)
            return Problems.OtherInstrument;
        return answers is null ? Problems.InvalidResponse : null;
    }
}
