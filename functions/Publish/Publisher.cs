using Survey.Ask;
using Survey.Collect;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Makes a closed wave's release: write blobs that must not exist yet, then flip one row. Safe to repeat, to
/// break off anywhere and to run twice at once: until the row names a revision, nobody is shown it.</summary>
public sealed class Publisher(
    Definition definition,
    Waves waves,
    WaveCounts counts,
    Releases releases,
    WaveSteps steps,
    ILogger<Publisher> log
)
{
    /// <summary>The first release of a closed wave. False: there is nothing to do, or it cannot be done; the wave stays
    /// closed and says why to an admin.</summary>
    public async Task<bool> PublishAsync(string id, CancellationToken cancel)
    {
        var wave = await waves.GetAsync(id, cancel);
        if (wave?.State != WaveState.Closed)
        {
            log.LogInformation("{Wave} is not published: it is {State}.", id, wave?.State);
            return false;
        }
        try
        {
            return await ReleaseAsync(wave, 1, cancel);
        }
        catch (Exception fault) when (fault is EstimateException or ReleaseConflictException)
        {
            await HoldAsync(wave, fault.Message, cancel);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            // A fault of ours or a damaged row: nothing of this wave may be shown, and others must not wait for it.
            log.LogError(fault, "{Wave} is not published and stays closed.", id);
            await HoldAsync(
                wave,
                $"The program failed ({fault.GetType().Name}); its log says where.",
                cancel
            );
        }
        return false;
    }

    private async Task HoldAsync(Wave wave, string why, CancellationToken cancel)
    {
        log.LogError("{Wave} is not published and stays closed: {Why}", wave.Id, why);
        if (wave.WhyUnpublished != why)
            await steps.HoldAsync(wave, why, cancel);
    }

    /// <summary>One more release beside those there are, from the same responses: after the definition's texts or the
    /// method were corrected. Also gets a wave on that stays closed because its first release was begun by another
    /// version of the program.</summary>
    /// <param name="wave">Closed or published.</param>
    /// <returns>The new revision, or null: somebody else changed the wave meanwhile.</returns>
    /// <exception cref="EstimateException">No figures can be made; nothing changed.</exception>
    /// <exception cref="DisclosureException">Together with earlier revisions it would give small counts away; nothing
    /// changed.</exception>
    public async Task<int?> ReviseAsync(Wave wave, CancellationToken cancel)
    {
        for (var revision = wave.Revision + 1; ; revision++)
            try
            {
                return await ReleaseAsync(wave, revision, cancel) ? revision : null;
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

    private async Task<bool> ReleaseAsync(Wave wave, int revision, CancellationToken cancel)
    {
        var asked = AskedIn(wave);
        var counted = await counts.CountAsync(asked, wave, cancel);
        var disclosed = Disclose(
            asked,
            counted,
            await RevisionsAsync(wave.Id, revision, cancel)
        );
        var release = new Release(asked, wave, revision, disclosed)
        {
            Earlier = [.. await EarlierAsync(wave, cancel)],
        };
        await releases.WriteAsync(release, cancel);
        if (!await steps.PublishAsync(wave, revision, counted.Tally.Responses, cancel))
        {
            log.LogInformation("{Wave} was changed by another instance meanwhile.", wave.Id);
            return false;
        }
        log.LogInformation(
            "{Wave} is published: revision {Revision}, {Shown} rows shown of {Rows}.",
            wave.Id,
            revision,
            disclosed.Rows.Count(row => row.Numbers is not null),
            disclosed.Rows.Length
        );
        return true;
    }

    /// <summary>Those with a number below: all that are out, and one more that this one's would bring out.</summary>
    private async Task<List<EarlierRevision>> RevisionsAsync(
        string wave,
        int revision,
        CancellationToken cancel
    )
    {
        var earlier = new List<EarlierRevision>();
        for (var number = 1; number < revision; number++)
            if (await releases.FindAsync(wave, number, cancel) is { } release)
                earlier.Add(new(number, await releases.ReadAsync(release, cancel)));
        return earlier;
    }

    /// <summary>The newest releases of the waves before, oldest first; made-up respondents and real ones apart.</summary>
    private async Task<List<ReleaseView>> EarlierAsync(Wave wave, CancellationToken cancel)
    {
        var earlier = new List<ReleaseView>();
        await foreach (var one in waves.ListAsync(cancel))
            if (
                string.CompareOrdinal(one.Id, wave.Id) < 0
                && one.Synthetic == wave.Synthetic
                && one.Revision > 0
                && await releases.FindAsync(one.Id, one.Revision, cancel) is { } manifest
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
            return Disclosure.Apply(definition, counted.Tally, null, earlier);
        counted.RequireDonors();
        var figures = FiguresOf(definition, counted.Tally);
        var disclosed = Disclosure.Apply(definition, counted.Tally, figures, earlier);
        return disclosed with
        {
            Analyses = figures is null
                ? Analyses.None
                : Analyses.Of(definition, figures, disclosed.Rows),
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
