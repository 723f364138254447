using System.Diagnostics;
using Survey.Ask;
using Survey.Collect;
using Survey.Estimate;
using Survey.Http;

namespace Survey.Publish;

/// <summary>A closed wave's counts. In a cell with one child they are that child's answers, so they are never stored:
/// whoever needs them counts the responses again, and they go when the responses do.</summary>
public sealed class WaveCounts(Responses responses)
{
    /// <param name="definition">Of the version that the wave asked.</param>
    /// <param name="wave">Closed, so that nothing is added while it is read.</param>
    /// <returns>The counts, and what was found of the rows that is not as it was written: damaged ones are not
    /// counted.</returns>
    /// <exception cref="EstimateException">The responses are not all there any more, or the wave asked another wording
    /// than the definition's.</exception>
    public async Task<(Counted Counted, RowFaults Faults)> CountAsync(
        Definition definition,
        Wave wave,
        CancellationToken cancel
    )
    {
        var sha256 = definition.Instrument.Sha256;
        if (wave.InstrumentSha256.Length > 0 && wave.InstrumentSha256 != sha256)
            throw new EstimateException($"{wave.Id} asked another wording than {sha256}.");
        var clock = Stopwatch.StartNew();
        var faults = new RowFaults();
        var counted = await Counting.CountAsync(
            definition,
            wave.Id,
            [
                .. Enumerable
                    .Range(0, Responses.Shards)
                    .Select(shard =>
                        responses.ReadAsync(
                            wave.Id,
                            shard,
                            cancel,
                            faults,
                            Counting.Reader(definition)
                        )
                    ),
            ]
        );
        SurveyMetrics.Folded(clock.Elapsed);
        var there = counted.Tally.Responses + (wave.Revision == 0 ? faults.Damaged : 0);
        // A draft, or a release that is out, was made from all of them. What is damaged since stays out of the next draft,
        // but two releases are made of the same responses.
        if (
            wave.State > WaveState.Closed
            && (there < wave.Responses || wave.Revision > 0 && there != wave.Responses)
        )
            throw new EstimateException($"Not all responses of {wave.Id} are there any more.");
        return (counted, faults);
    }

    /// <summary>What is wrong with the store itself; null: nothing was found.</summary>
    public Task<string?> FindDamageAsync(CancellationToken cancel) =>
        responses.FindDamageAsync(cancel);
}
