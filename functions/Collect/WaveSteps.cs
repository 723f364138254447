using System.Globalization;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>The steps of a wave's life, each safe to repeat and to race: the row moves only under its ETag, and by
/// nobody else. A step says whether this caller made it; false: somebody else changed the wave, look again.</summary>
public sealed class WaveSteps(
    Waves waves,
    Responses responses,
    ClosedWaves closed,
    Definition definition,
    TimeProvider time
)
{
    /// <summary>A wave that is not stored yet, or another time or instrument for one that has not closed.</summary>
    public Task<bool> ChangeAsync(Wave wave, CancellationToken cancel, string who = Deed.Program) =>
        waves.SaveAsync(
            wave,
            cancel,
            new Deed(wave.ETag is null ? WaveDeed.Planned : WaveDeed.Changed, who, Times(wave))
        );

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
        return await waves.SaveAsync(open, cancel, new Deed(WaveDeed.Opened));
    }

    /// <summary>Open to Closing; responses are still taken.</summary>
    /// <param name="closes">The end it had, or now when it is closed early.</param>
    public Task<bool> StartClosingAsync(
        Wave wave,
        DateTimeOffset closes,
        CancellationToken cancel,
        string who = Deed.Program
    ) =>
        waves.SaveAsync(
            wave with
            {
                State = WaveState.Closing,
                Closes = closes,
            },
            cancel,
            new Deed(WaveDeed.Ended, who)
        );

    /// <summary>To Closed, from Closing, or from Planned when its time went by unused. The gates go first: a wave that
    /// says Closed gets no more responses.</summary>
    public async Task<bool> CloseAsync(
        Wave wave,
        CancellationToken cancel,
        string who = Deed.Program
    )
    {
        await responses.CloseAsync(wave.Id, cancel);
        var next = wave with { State = WaveState.Closed };
        if (!await waves.SaveAsync(next, cancel, new Deed(WaveDeed.Closed, who)))
            return false;
        closed.Add(wave.Id);
        return true;
    }

    /// <summary>Closed to Drafted, or a draft beside what is published. The files come first: a draft that the row
    /// names is whole.</summary>
    /// <param name="sum">SHA-256 of its table of contents.</param>
    /// <param name="counted">Responses that the figures are made from.</param>
    /// <param name="whyHeld">What an admin has to look at before it is made public; null: nothing.</param>
    public Task<bool> DraftAsync(
        Wave wave,
        int revision,
        string sum,
        long counted,
        CancellationToken cancel,
        string who = Deed.Program,
        string? whyHeld = null
    ) =>
        waves.SaveAsync(
            (
                wave with
                {
                    State = wave.State == WaveState.Closed ? WaveState.Drafted : wave.State,
                    Draft = new Draft(revision, time.GetUtcNow(), WhyHeld: whyHeld),
                    Responses = counted,
                    WhyUnpublished = null,
                }
            ).WithSum(revision, sum),
            cancel,
            new Deed(WaveDeed.Drafted, who, Number(revision))
        );

    /// <summary>Says on a closed wave what keeps it from its draft.</summary>
    public Task<bool> FailAsync(Wave wave, string why, CancellationToken cancel) =>
        waves.SaveAsync(wave with { WhyUnpublished = why }, cancel);

    /// <summary>The draft is to be made public; it is held no more.</summary>
    public Task<bool> ApproveAsync(
        Wave wave,
        DateTimeOffset at,
        string who,
        CancellationToken cancel
    ) =>
        waves.SaveAsync(
            wave with
            {
                Draft = wave.Draft! with { PublishAt = at, WhyHeld = null },
            },
            cancel,
            new Deed(WaveDeed.Approved, who, $"{wave.Draft.Revision}, {UtcTime.Iso(at)}")
        );

    /// <summary>The draft stays a draft until it is approved again.</summary>
    public Task<bool> HoldAsync(Wave wave, string why, string who, CancellationToken cancel) =>
        waves.SaveAsync(
            wave with
            {
                Draft = wave.Draft! with { PublishAt = null, WhyHeld = why },
            },
            cancel,
            new Deed(WaveDeed.Held, who, why)
        );

    /// <summary>The draft becomes the newest release: Drafted to Published, or another revision.</summary>
    public Task<bool> PublishAsync(Wave wave, CancellationToken cancel)
    {
        var revision = wave.Draft!.Revision;
        var between = Enumerable
            .Range(wave.Revision + 1, revision - wave.Revision - 1)
            .Select(Number);
        return waves.SaveAsync(
            wave with
            {
                State = wave.State == WaveState.Drafted ? WaveState.Published : wave.State,
                Revision = revision,
                Published = time.GetUtcNow(),
                Draft = null,
                Unreleased = string.Join(
                    ',',
                    wave.Unreleased.Length == 0 ? between : between.Prepend(wave.Unreleased)
                ),
            },
            cancel,
            new Deed(WaveDeed.Published, Why: Number(revision))
        );
    }

    /// <summary>The releases so far are shown to nobody any more; the reason is.</summary>
    public Task<bool> WithdrawAsync(Wave wave, string why, string who, CancellationToken cancel) =>
        waves.SaveAsync(
            wave with
            {
                Withdrawal = new Withdrawal(wave.Revision, time.GetUtcNow(), why),
            },
            cancel,
            new Deed(WaveDeed.Withdrawn, who, why)
        );

    /// <summary>Puts the newest release on the public page, or takes it off.</summary>
    /// <param name="results">Null: off.</param>
    public Task<bool> ShowAsync(
        Wave wave,
        PublicResults? results,
        string who,
        CancellationToken cancel
    ) =>
        waves.SaveAsync(
            wave with
            {
                Results = results,
            },
            cancel,
            results is null
                ? new Deed(WaveDeed.Unshown, who)
                : new Deed(WaveDeed.Shown, who, Number(results.Revision))
        );

    private static string Number(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    private static string Times(Wave wave) =>
        $"{UtcTime.Iso(wave.Opens)}/{UtcTime.Iso(wave.Closes)} {wave.Instrument}";
}
