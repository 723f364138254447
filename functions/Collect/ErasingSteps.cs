using Survey.Ask;

namespace Survey.Collect;

/// <summary>The last steps of a wave's life: from Published to Erased, some shards at a time.</summary>
public sealed class ErasingSteps(Waves waves, Responses responses, TimeProvider time)
{
    /// <summary>Shards erased side by side; the row says after each such group how many are done.</summary>
    private const int Together = 4;

    /// <summary>Published to Erasing: from here on nobody makes a revision, so none is made from half of the rows.</summary>
    public async Task<bool> StartAsync(Wave wave, CancellationToken cancel)
    {
        var erasure = new Erasure(await responses.CountAsync(wave.Id, cancel));
        return await waves.SaveAsync(
            wave with
            {
                State = WaveState.Erasing,
                Erasure = erasure,
            },
            cancel,
            new Deed(WaveDeed.Erasing)
        );
    }

    /// <summary>Erasing to Erased, from where a run before was broken off. The rows go first and are searched for, so
    /// that a wave that says Erased has none.</summary>
    public async Task<bool> EraseAsync(Wave wave, CancellationToken cancel)
    {
        for (var first = wave.Erasure!.Partitions; first < Responses.Shards; first += Together)
        {
            cancel.ThrowIfCancellationRequested();
            await responses.EraseAsync(wave.Id, Enumerable.Range(first, Together), cancel);
            var done = wave.Erasure with { Partitions = first + Together };
            if (!await waves.SaveAsync(wave with { Erasure = done }, cancel))
                return false;
            wave = (await waves.GetAsync(wave.Id, cancel))!;
            // Another instance erases it too, and is further.
            if (wave is not { State: WaveState.Erasing, Erasure: { } now } || now != done)
                return false;
        }
        var erasure = wave.Erasure with
        {
            Bytes = await responses.SearchErasedAsync(wave.Id, cancel),
            Day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
        };
        return await waves.SaveAsync(
            wave with
            {
                State = WaveState.Erased,
                Erasure = erasure,
            },
            cancel,
            new Deed(WaveDeed.Erased)
        );
    }
}
