using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;

namespace Survey.Publish;

/// <summary>Erases the responses of waves whose release has been out for long enough; counts and figures remain.</summary>
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
                await EraseAsync(wave, published.AddDays(settings.EraseAfterDays), cancel);
    }

    private async Task EraseAsync(Wave wave, DateTimeOffset due, CancellationToken cancel)
    {
        if (time.GetUtcNow() < due)
            log.LogInformation("Responses of wave {Wave} are kept until {Due:u}.", wave.Id, due);
        else if (await steps.EraseAsync(wave, cancel))
            log.LogInformation("Responses of wave {Wave} are erased.", wave.Id);
        else
            log.LogInformation("Wave {Wave} was changed by somebody else meanwhile.", wave.Id);
    }
}
