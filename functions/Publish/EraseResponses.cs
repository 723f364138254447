using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;

namespace Survey.Publish;

/// <summary>Erases the responses of waves whose release has been out for long enough; the release remains.</summary>
public sealed class EraseResponses(
    Waves waves,
    WaveSteps steps,
    Settings settings,
    TimeProvider time,
    ILogger<EraseResponses> log
)
{
    [Function(nameof(EraseResponses))]
    public async Task Run([TimerTrigger("0 30 3 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        foreach (var wave in await waves.ListAsync(cancel).ToArrayAsync(cancel))
            if (wave is { State: WaveState.Published, Published: { } published })
                await StartAsync(wave, published.AddDays(settings.EraseAfterDays), cancel);
            else if (wave.State == WaveState.Erasing)
                await EraseAsync(wave, cancel);
    }

    private async Task StartAsync(Wave wave, DateTimeOffset due, CancellationToken cancel)
    {
        if (time.GetUtcNow() < due)
            log.LogInformation("Responses of wave {Wave} are kept until {Due:u}.", wave.Id, due);
        else if (await steps.StartErasingAsync(wave, cancel))
            await EraseAsync((await waves.GetAsync(wave.Id, cancel))!, cancel);
        else
            LogChanged(wave);
    }

    private async Task EraseAsync(Wave wave, CancellationToken cancel)
    {
        if (await steps.EraseAsync(wave, cancel))
            log.LogInformation("Responses of wave {Wave} are erased.", wave.Id);
        else
            LogChanged(wave);
    }

    private void LogChanged(Wave wave) =>
        log.LogInformation("Wave {Wave} was changed by somebody else meanwhile.", wave.Id);
}
