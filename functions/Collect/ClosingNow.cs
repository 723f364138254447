using Survey.Ask;
using Survey.Http;

namespace Survey.Collect;

/// <summary>An admin's decision to end a wave before its time.</summary>
public sealed class ClosingNow(Waves waves, WaveSteps steps, TimeProvider time)
{
    /// <returns>Null: it is closed.</returns>
    public async Task<Refusal?> CloseAsync(string id, string who, CancellationToken cancel)
    {
        for (var tries = 0; tries < 4; tries++)
        {
            var wave = await waves.GetAsync(id, cancel);
            if (wave is null)
                return new(Problems.NoSuchWave, "There is no wave of that id.");
            if (wave.State == WaveState.Planned)
                return new(
                    Problems.NotOpenYet,
                    "The wave has not opened. Its times can be changed with PUT."
                );
            if (wave.State > WaveState.Closing)
                return tries == 0
                    ? new(Problems.ClosedAlready, "The wave was closed before.")
                    : null;
            if (wave.State == WaveState.Open)
                await steps.StartClosingAsync(wave, time.GetUtcNow(), cancel, who);
            else if (await steps.CloseAsync(wave, cancel, who))
                return null;
        }
        return new(Problems.ChangedMeanwhile, "The wave keeps changing. Try again.");
    }
}
