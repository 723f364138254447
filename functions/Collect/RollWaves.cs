using Microsoft.Azure.Functions.Worker;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>Plans this period's wave and the next, opens and closes what is due. May run late, twice, or on two
/// instances at once.</summary>
public sealed class RollWaves(
    Waves waves,
    WaveSteps steps,
    ResponseCounts counts,
    Definition definition,
    Settings settings,
    TimeProvider time,
    ILogger<RollWaves> log
)
{
    [Function(nameof(RollWaves))]
    public async Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var period = definition.Calendar.PeriodAt(time.GetUtcNow());
        await PlanAsync(period, cancel);
        await PlanAsync(period.Plus(1), cancel);
        // Oldest first: a wave ends before the next begins.
        foreach (var wave in await waves.ListAsync(cancel).ToArrayAsync(cancel))
            await RollAsync(wave, cancel);
    }

    private async Task PlanAsync(Period period, CancellationToken cancel)
    {
        var others = await waves.ListAsync(cancel).ToArrayAsync(cancel);
        if (others.Any(wave => wave.Id == period.Id))
            return;
        // An admin may have moved a neighbour into this period.
        var opens = others
            .Where(wave => wave.Opens <= period.Opens)
            .Select(wave => wave.Closes)
            .Append(period.Opens)
            .Max();
        var closes = others
            .Where(wave => wave.Opens > period.Opens)
            .Select(wave => wave.Opens)
            .Append(period.Closes)
            .Min();
        if (opens >= closes)
        {
            log.LogWarning("Wave {Wave} is not planned: others fill its period.", period.Id);
            return;
        }
        var planned = new Wave(
            period.Id,
            WaveState.Planned,
            opens,
            closes,
            definition.Instrument.Name
        );
        if (await waves.SaveAsync(planned, cancel))
            log.LogInformation(
                "Wave {Wave} is planned from {Opens:u} to {Closes:u}.",
                period.Id,
                opens,
                closes
            );
        else
            log.LogInformation("Wave {Wave} was planned by another instance.", period.Id);
    }

    /// <summary>Takes a wave as far as it should be by now; after a long pause that is more than one step.</summary>
    private async Task RollAsync(Wave wave, CancellationToken cancel)
    {
        Wave? next = wave;
        for (var tries = 0; next is not null && tries < 8; tries++)
            next = await StepAsync(next, cancel) ? await waves.GetAsync(wave.Id, cancel) : null;
    }

    /// <returns>Whether there may be more to do.</returns>
    private async Task<bool> StepAsync(Wave wave, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var graceEnds = wave.Closes + TimeSpan.FromMinutes(settings.GraceMinutes);
        switch (wave.State)
        {
            case WaveState.Planned when now >= wave.Closes:
                return Say(await steps.CloseAsync(wave, cancel), wave, "is closed unused");
            case WaveState.Planned
                when now >= wave.Opens && WaveSteps.WhyHeld(definition) is { } reason:
                log.LogWarning("Wave {Wave} does not open. {Reason}", wave.Id, reason);
                return false;
            case WaveState.Planned when now >= wave.Opens:
                return Say(await steps.OpenAsync(wave, cancel), wave, "is open");
            case WaveState.Planned:
                log.LogInformation("Wave {Wave} waits for {Opens:u}.", wave.Id, wave.Opens);
                return false;
            case WaveState.Open when now >= wave.Closes:
                var begun = await steps.StartClosingAsync(wave, wave.Closes, cancel);
                return Say(begun, wave, "has ended and takes the answers under way");
            case WaveState.Open when definition.Asked(wave.Instrument) is null:
                log.LogError(
                    "Wave {Wave} asks {Asked}, but this program has {Loaded}: it takes no response.",
                    wave.Id,
                    wave.Instrument,
                    definition.Instrument.Name
                );
                return false;
            // Whoever watches for a wave gone silent waits for this line. Counting reads the whole wave: once an hour.
            case WaveState.Open when now.Minute < 5:
                var responses = await counts.RoundedAsync(wave, cancel);
                log.LogInformation(
                    "Wave {Wave} is open with {Responses} responses.",
                    wave.Id,
                    responses
                );
                return false;
            case WaveState.Open:
                log.LogInformation(
                    "Wave {Wave} stays open until {Closes:u}.",
                    wave.Id,
                    wave.Closes
                );
                return false;
            case WaveState.Closing when now >= graceEnds:
                return Say(await steps.CloseAsync(wave, cancel), wave, "is closed");
            case WaveState.Closing:
                log.LogInformation("Wave {Wave} closes at {End:u}.", wave.Id, graceEnds);
                return false;
            default:
                return false;
        }
    }

    private bool Say(bool done, Wave wave, string what)
    {
        if (done)
            log.LogInformation("Wave {Wave} {What}.", wave.Id, what);
        else
            log.LogInformation("Wave {Wave} was changed by somebody else meanwhile.", wave.Id);
        return true;
    }
}
