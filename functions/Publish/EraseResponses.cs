using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Erases the responses of waves whose release has been out for long enough; the release remains.</summary>
public sealed class EraseResponses(
    Waves waves,
    WaveRules rules,
    ErasingSteps steps,
    TimerRuns runs,
    SureTime sure,
    ILogger<EraseResponses> log
)
{
    [Function(nameof(EraseResponses))]
    public Task Run([TimerTrigger("0 30 3 * * *")] TimerInfo timer, CancellationToken cancel) =>
        runs.RunAsync(nameof(EraseResponses), log, RunAsync, cancel);

    private async Task RunAsync(TimerReport report, CancellationToken cancel)
    {
        var now = await sure.NowAsync(cancel);
        foreach (var wave in await waves.ListAsync(cancel).ToArrayAsync(cancel))
            if (rules.Next(wave, WaveStep.StartErasing, WaveStep.Erase) is not { } step)
                continue;
            else if (step.IsDue(now))
                report.Say(
                    wave.Id,
                    await EraseAsync(wave, cancel)
                        ? "has no responses any more: they are erased"
                        : "was changed by somebody else meanwhile"
                );
            else
                report.Say(wave.Id, step.Why);
    }

    private async Task<bool> EraseAsync(Wave wave, CancellationToken cancel)
    {
        if (wave.State != WaveState.Erasing)
        {
            if (!await steps.StartAsync(wave, cancel))
                return false;
            wave = (await waves.GetAsync(wave.Id, cancel))!;
        }
        return await steps.EraseAsync(wave, cancel);
    }
}
