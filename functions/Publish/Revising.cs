using Survey.Ask;
using Survey.Estimate;
using Survey.Http;

namespace Survey.Publish;

/// <summary>An admin's decision to have a wave's figures made again.</summary>
public sealed class Revising(Waves waves, Publisher publisher)
{
    /// <returns>Null: there is a new draft, or a release where drafts need no approval.</returns>
    public async Task<Refusal?> ReviseAsync(string id, string who, CancellationToken cancel)
    {
        var wave = await waves.GetAsync(id, cancel);
        if (wave is null)
            return new(Problems.NoSuchWave, "There is no wave of that id.");
        if (wave.State < WaveState.Closed)
            return new(Problems.NotClosedYet, "Only a wave that has closed has figures.");
        if (wave.State > WaveState.Published)
            return new(
                Problems.ResponsesErased,
                "Figures are made from responses, and the wave's are erased. Its releases stay as they are."
            );
        try
        {
            return await publisher.ReviseAsync(wave, cancel, who) is null
                ? new(Problems.ChangedMeanwhile, "The wave changed. Try again.")
                : null;
        }
        catch (EstimateException fault)
        {
            return new(Problems.NoFigures, fault.Message);
        }
        catch (DisclosureException fault)
        {
            return new(Problems.GivesAway, fault.Message);
        }
    }
}
