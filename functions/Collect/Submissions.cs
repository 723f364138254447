using Survey.Ask;
using Survey.Http;
using Survey.Storage;

namespace Survey.Collect;

public enum Submitted
{
    /// <summary>Stored now, durably.</summary>
    Stored,

    /// <summary>A response of that id is stored already, whatever this one says.</summary>
    AlreadyThere,

    /// <summary>There is no such wave, or it has not opened yet.</summary>
    NoSuchWave,

    Closed,

    /// <summary>The wave asks another instrument than the one named, or than the one this program has.</summary>
    OtherInstrument,

    /// <summary>The answers have faults.</summary>
    Faulty,
}

/// <summary>Decides what becomes of a response, however it was sent.</summary>
public sealed class Submissions(CurrentWaves waves, Responses responses, Definition definition)
{
    /// <param name="answers">Null when they have faults: still no fault of a response that is stored already.</param>
    /// <exception cref="StorageUnavailableException">Nothing was decided; the same id may be sent again.</exception>
    public async Task<Submitted> KeepAsync(
        string wave,
        Guid id,
        string instrument,
        Answers? answers
    )
    {
        var outcome = await DecideAsync(wave, id, instrument, answers);
        if (outcome == Submitted.Stored)
            SurveyMetrics.Accepted();
        else if (outcome == Submitted.AlreadyThere)
            SurveyMetrics.Duplicate();
        return outcome;
    }

    private async Task<Submitted> DecideAsync(
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
                : Submitted.NoSuchWave;
        if (Refuse(found, instrument, answers) is { } refusal)
            return await responses.IsKeptAsync(wave, id, CancellationToken.None)
                ? Submitted.AlreadyThere
                : refusal;
        // Not broken off when the student's connection is: what arrived is kept.
        var kept = await responses.KeepAsync(
            wave,
            id,
            instrument,
            answers!.Encode(),
            CancellationToken.None
        );
        return kept switch
        {
            Kept.Stored => Submitted.Stored,
            Kept.AlreadyThere => Submitted.AlreadyThere,
            _ => Submitted.Closed,
        };
    }

    private Submitted? Refuse(Wave wave, string instrument, Answers? answers)
    {
        if (!wave.AcceptsResponses)
            return Submitted.Closed;
        if (wave.Instrument != instrument || definition.Instrument.Name != instrument)
            return Submitted.OtherInstrument;
        return answers is null ? Submitted.Faulty : null;
    }
}
