using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Makes the draft of every closed wave that has none, publishes the drafts whose time has come, so that what
/// was missed before is made up for; then sends the notices that are due.</summary>
public sealed class PublishReleases(
    Waves waves,
    WaveRules rules,
    Publisher publisher,
    Notices notices,
    TimerRuns runs,
    TimeProvider time,
    ILogger<PublishReleases> log
)
{
    [Function(nameof(PublishReleases))]
    public Task Run([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        runs.RunAsync(nameof(PublishReleases), log, RunAsync, cancel);

    private async Task RunAsync(TimerReport report, CancellationToken cancel)
    {
        try
        {
            foreach (var wave in await waves.ListAsync(cancel).ToArrayAsync(cancel))
                if (rules.Next(wave, WaveStep.Draft, WaveStep.Publish) is not { } step)
                    continue;
                else if (step.IsDue(time.GetUtcNow()))
                    await publisher.PublishAsync(wave.Id, cancel);
                else
                    report.Say(wave.Id, step.Why);
        }
        finally
        {
            // The admins are to hear of it even when it is this timer that fails.
            await notices.SendAsync(cancel);
        }
    }
}
