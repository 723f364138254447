using Survey.Ask;
using Survey.Collect;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Makes the draft of a closed wave's release: write blobs that must not exist yet, then flip one row; and
/// flips the row once more where the draft may be made public. Safe to repeat, to break off anywhere and to run twice at
/// once: until the row names a revision, nobody is shown it.</summary>
public sealed class Publisher(
    Definition definition,
    Waves waves,
    WaveCounts counts,
    Releases releases,
    WaveRules rules,
    WaveSteps steps,
    Settings settings,
    TimeProvider time,
    ILogger<Publisher> log
)
{
    /// <summary>Takes a closed wave as far as it may go: to its draft, and to its release where that is due. True: this
    /// call took the last of these steps. False: there was nothing to do, or it cannot be done; then the wave stays
    /// closed and says why to an admin.</summary>
    public async Task<bool> PublishAsync(string id, CancellationToken cancel)
    {
        var wave = await waves.GetAsync(id, cancel);
        var isDrafted = wave?.State == WaveState.Closed && await TryDraftAsync(wave, cancel);
        return await ReleaseAsync(id, cancel) || isDrafted && !settings.PublishWithoutApproval;
    }

    private async Task<bool> TryDraftAsync(Wave wave, CancellationToken cancel)
    {
        try
        {
            return await DraftAsync(wave, 1, Deed.Program, cancel);
        }
        catch (Exception fault) when (fault is EstimateException or ReleaseConflictException)
        {
            await FailAsync(wave, fault.Message, cancel);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            // A fault of ours or a damaged row: nothing of this wave may be shown, and others must not wait for it.
            log.LogError(fault, "{Wave} is not published and stays closed.", wave.Id);
            await FailAsync(
                wave,
                $"The program failed ({fault.GetType().Name}); its log says where.",
                cancel
            );
        }
        return false;
    }

    private async Task FailAsync(Wave wave, string why, CancellationToken cancel)
    {
        log.LogError("{Wave} is not published and stays closed: {Why}", wave.Id, why);
        if (wave.WhyUnpublished != why)
            await steps.FailAsync(wave, why, cancel);
    }

    /// <summary>Makes the draft public if it is due.</summary>
    private async Task<bool> ReleaseAsync(string id, CancellationToken cancel)
    {
        if (
            await waves.GetAsync(id, cancel) is not { Draft: { } draft } wave
            || rules.Next(wave, WaveStep.Publish)?.IsDue(time.GetUtcNow()) != true
            || !await steps.PublishAsync(wave, cancel)
        )
            return false;
        log.LogInformation("{Wave} is published: revision {Revision}.", id, draft.Revision);
        return true;
    }

    /// <summary>One more draft, from the same responses: after the definition's texts or the method were corrected. It
    /// takes the place of one that waits, and stands beside the releases there are. Also gets a wave on that stays closed
    /// because its first release was begun by another version of the program.</summary>
    /// <param name="wave">Closed, drafted or published.</param>
    /// <returns>The new revision, published where drafts need no approval, or null: somebody else changed the wave
    /// meanwhile.</returns>
    /// <exception cref="EstimateException">No figures can be made; nothing changed.</exception>
    /// <exception cref="DisclosureException">Together with earlier revisions it would give small counts away; nothing
    /// changed.</exception>
    public async Task<int?> ReviseAsync(
        Wave wave,
        CancellationToken cancel,
        string who = Deed.Program
    )
    {
        for (var revision = (wave.Draft?.Revision ?? wave.Revision) + 1; ; revision++)
            try
            {
                if (!await DraftAsync(wave, revision, who, cancel))
                    return null;
                await ReleaseAsync(wave.Id, cancel);
                return revision;
            }
            catch (ReleaseConflictException conflict)
            {
                log.LogWarning(
                    "{Wave}: {Why} The next number is taken.",
                    wave.Id,
                    conflict.Message
                );
            }
    }

    /// <summary>A wave is counted and shown by the version it asked. One that never opened asked none.</summary>
    private Definition AskedIn(Wave wave) =>
        wave.InstrumentSha256.Length == 0
            ? definition
            : definition.Asked(wave.Instrument)
                ?? throw new EstimateException(
                    $"{wave.Id} asked {wave.Instrument}, which this program does not have."
                );

    private async Task<bool> DraftAsync(
        Wave wave,
        int revision,
        string who,
        CancellationToken cancel
    )
    {
        var asked = AskedIn(wave);
        var (counted, faults) = await counts.CountAsync(asked, wave, cancel);
        var shown = await releases.ShownAsync(wave, cancel);
        var disclosed = Disclose(
            asked,
            counted,
            [.. shown.Select(one => new EarlierRevision(one.Revision, one))]
        ) with
        {
            Damaged = faults.Damaged,
        };
        var release = new Release(asked, wave, revision, disclosed)
        {
            Earlier = [.. await EarlierAsync(wave, cancel)],
        };
        var sum = await releases.WriteAsync(release, cancel);
        var responses = counted.Tally.Responses;
        var held = DraftFaults.WhyHeld(responses, faults, await counts.FindDamageAsync(cancel));
        if (!await steps.DraftAsync(wave, revision, sum, responses, cancel, who, held))
        {
            log.LogInformation("{Wave} was changed by another instance meanwhile.", wave.Id);
            return false;
        }
        if (held is not null)
            log.LogError("{Wave} has a draft that is held: {Why}", wave.Id, held);
        log.LogInformation(
            "{Wave} has a draft: revision {Revision}, {Shown} rows shown of {Rows}.",
            wave.Id,
            revision,
            disclosed.Rows.Count(row => row.Numbers is not null),
            disclosed.Rows.Length
        );
        return true;
    }

    /// <summary>The newest releases of the waves before, oldest first; made-up respondents and real ones apart.</summary>
    private async Task<List<ReleaseView>> EarlierAsync(Wave wave, CancellationToken cancel)
    {
        var earlier = new List<ReleaseView>();
        await foreach (var one in waves.ListAsync(cancel))
            if (
                string.CompareOrdinal(one.Id, wave.Id) < 0
                && one.Synthetic == wave.Synthetic
                && one.HasRelease
                && await releases.FindAsync(one, one.Revision, cancel) is { } manifest
            )
                earlier.Add(await releases.ReadAsync(manifest, cancel));
        return earlier;
    }

    /// <summary>Without figures where none can be made of these responses, whatever is tried: the release says so.</summary>
    private static Disclosed Disclose(
        Definition definition,
        Counted counted,
        List<EarlierRevision> earlier
    )
    {
        if (!Disclosure.AllowsFigures(counted.Tally))
            return Disclosure.Without(definition, counted.Tally, Estimates.TooFewResponses);
        if (!counted.HasDonors)
            return Disclosure.Without(definition, counted.Tally, Estimates.MarginUnanswered);
        if (FiguresOf(definition, counted.Tally) is not { } figures)
            return Disclosure.Without(definition, counted.Tally, Estimates.NoWeights);
        var disclosed = Disclosure.Apply(definition, counted.Tally, figures, earlier);
        return disclosed with
        {
            Analyses = Analyses.Of(definition, figures, disclosed.Rows),
            Completed =
            [
                .. counted.Completed.Select(one =>
                    (one.Item, Numbers.NearestFive(one.Respondents))
                ),
            ],
        };
    }

    private static Figures? FiguresOf(Definition definition, Tally tally)
    {
        try
        {
            return Estimator.Estimate(definition, tally);
        }
        catch (NoWeightsException)
        {
            return null;
        }
    }
}
