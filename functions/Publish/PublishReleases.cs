using Microsoft.Azure.Functions.Worker;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Publishes every closed wave that has no release, so that one is there whatever was missed before; then sends
/// the notices that are due.</summary>
public sealed class PublishReleases(
    Waves waves,
    Publisher publisher,
    Notices notices,
    ILogger<PublishReleases> log
)
{
    [Function(nameof(PublishReleases))]
    public async Task Run(
        [TimerTrigger("30 */5 * * * *")] TimerInfo timer,
        CancellationToken cancel
    )
    {
        try
        {
            await PublishAsync(cancel);
        }
        finally
        {
            // The admins are to hear of it even when it is this timer that fails.
            await notices.SendAsync(cancel);
        }
    }

    private async Task PublishAsync(CancellationToken cancel)
    {
        var closed = new List<string>();
        await foreach (var wave in waves.ListAsync(cancel))
            if (wave.State == WaveState.Closed)
                closed.Add(wave.Id);
        if (closed.Count == 0)
            log.LogDebug("No closed wave waits for its release.");
        foreach (var wave in closed)
            await publisher.PublishAsync(wave, cancel);
    }
}
