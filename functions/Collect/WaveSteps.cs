using Survey.Ask;

namespace Survey.Collect;

/// <summary>The steps of a wave's life, each safe to repeat and to race: the row moves only under its ETag.
/// A step says whether this caller made it; false: somebody else changed the wave, look again.</summary>
public sealed class WaveSteps(
    Waves waves,
    Responses responses,
    ClosedWaves closed,
    Definition definition,
    TimeProvider time
)
{
    /// <summary>Why no wave of this survey may open; null: they may.</summary>
    public static string? WhyHeld(Definition definition) =>
        definition.Pages.Operator is null
            ? "Nobody is named as responsible: set Survey__OperatorName and Survey__OperatorContact, or operator in pages.json."
            : null;

    /// <summary>Planned to Open. The gates come first: a wave that says Open takes responses.</summary>
    public async Task<bool> OpenAsync(Wave wave, CancellationToken cancel)
    {
        await responses.OpenAsync(wave.Id, cancel);
        var open = wave with
        {
            State = WaveState.Open,
            Instrument = definition.Instrument.Name,
            InstrumentSha256 = definition.Instrument.Sha256,
        };
        return await waves.SaveAsync(open, cancel);
    }

    /// <summary>Open to Closing; responses are still taken.</summary>
    /// <param name="closes">The end it had, or now when it is closed early.</param>
    public Task<bool> StartClosingAsync(
        Wave wave,
        DateTimeOffset closes,
        CancellationToken cancel
    ) => waves.SaveAsync(wave with { State = WaveState.Closing, Closes = closes }, cancel);

    /// <summary>To Closed, from Closing, or from Planned when its time went by unused. The gates go first: a wave that
    /// says Closed gets no more responses.</summary>
    public async Task<bool> CloseAsync(Wave wave, CancellationToken cancel)
    {
        await responses.CloseAsync(wave.Id, cancel);
        if (!await waves.SaveAsync(wave with { State = WaveState.Closed }, cancel))
            return false;
        closed.Add(wave.Id);
        return true;
    }

    /// <summary>Closed to Published, or another revision of what is published. The files come first: until the row
    /// names a revision, nobody is shown it.</summary>
    /// <param name="counted">Responses that the figures are made from.</param>
    public Task<bool> PublishAsync(
        Wave wave,
        int revision,
        long counted,
        CancellationToken cancel
    ) =>
        waves.SaveAsync(
            wave with
            {
                State = wave.State == WaveState.Closed ? WaveState.Published : wave.State,
                Revision = revision,
                Published = time.GetUtcNow(),
                Responses = counted,
                WhyUnpublished = null,
            },
            cancel
        );

    /// <summary>Says on a closed wave what keeps it from its release.</summary>
    public Task<bool> HoldAsync(Wave wave, string why, CancellationToken cancel) =>
        waves.SaveAsync(wave with { WhyUnpublished = why }, cancel);

    /// <summary>Published to Erasing: from here on nobody makes a revision, so none is made from half of the rows.</summary>
    public async Task<bool> StartErasingAsync(Wave wave, CancellationToken cancel)
    {
        var erasure = new Erasure(await responses.CountAsync(wave.Id, cancel));
        return await waves.SaveAsync(
            wave with
            {
                State = WaveState.Erasing,
                Erasure = erasure,
            },
            cancel
        );
    }

    /// <summary>Erasing to Erased. The rows go first and are searched for, so that a wave that says Erased has none.</summary>
    public async Task<bool> EraseAsync(Wave wave, CancellationToken cancel)
    {
        var erasure = wave.Erasure! with
        {
            Bytes = await responses.EraseAsync(wave.Id, cancel),
            Partitions = Responses.Shards,
            Day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
        };
        return await waves.SaveAsync(
            wave with
            {
                State = WaveState.Erased,
                Erasure = erasure,
            },
            cancel
        );
    }
}
