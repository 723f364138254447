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
    /// <exception cref="EstimateException">The responses are not all there any more, or the wave asked another wording
    /// than the definition's.</exception>
    public async Task<Counted> CountAsync(
        Definition definition,
        Wave wave,
        CancellationToken cancel
    )
    {
        var sha256 = definition.Instrument.Sha256;
        if (wave.InstrumentSha256.Length > 0 && wave.InstrumentSha256 != sha256)
            throw new EstimateException($"{wave.Id} asked another wording than {sha256}.");
        var clock = Stopwatch.StartNew();
        var counted = await Counting.CountAsync(
            definition,
            wave.Id,
            [
                .. Enumerable
                    .Range(0, Responses.Shards)
                    .Select(shard => responses.ReadAsync(wave.Id, shard, cancel)),
            ]
        );
        SurveyMetrics.Folded(clock.Elapsed);
        // A draft, or a release that is out, was made from all of them.
        if (wave.State > WaveState.Closed && counted.Tally.Responses != wave.Responses)
            throw new EstimateException($"Not all responses of {wave.Id} are there any more.");
        return counted;
    }
}
