using System.Diagnostics;
using Survey.Ask;
using Survey.Collect;
using Survey.Estimate;
using Survey.Http;
using Survey.Storage;

namespace Survey.Publish;

/// <summary>A closed wave's counts: folded from its responses once, then kept, so that a later revision needs no
/// responses.</summary>
public sealed class CountsStore(Definition definition, Responses responses, IBlobs blobs)
{
    private const string Container = "counts";

    /// <param name="wave">Closed, so that nothing is added while it is read.</param>
    /// <exception cref="EstimateException">The wave asked another wording than the definition's.</exception>
    public async Task<Tally> GetAsync(Wave wave, CancellationToken cancel)
    {
        var name = $"{wave.Id}.json";
        if (await ReadAsync(name, cancel) is { } kept)
            return kept;
        if (wave.State == WaveState.Erased)
            throw new EstimateException(
                $"The responses of {wave.Id} are erased and no counts kept."
            );
        var sha256 = definition.Instrument.Sha256;
        if (wave.InstrumentSha256.Length > 0 && wave.InstrumentSha256 != sha256)
            throw new EstimateException($"{wave.Id} asked another wording than {sha256}.");
        var clock = Stopwatch.StartNew();
        var tally = await Counting.CountAsync(
            definition,
            Enumerable
                .Range(0, Responses.Shards)
                .Select(shard => responses.ReadAsync(wave.Id, shard, cancel))
        );
        SurveyMetrics.Folded(clock.Elapsed);
        if (await blobs.CreateAsync(Container, name, tally.Write(), "application/json", cancel))
            return tally;
        return await ReadAsync(name, cancel) ?? tally;
    }

    private async Task<Tally?> ReadAsync(string name, CancellationToken cancel)
    {
        await using var stream = await blobs.OpenReadAsync(Container, name, 0, null, cancel);
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancel);
        return Tally.Read(definition, bytes.ToArray());
    }
}
