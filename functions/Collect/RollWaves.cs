using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Collect;

/// <summary>Plans this period's wave and the next, opens and closes what is due. May run late, twice, or on two
/// instances at once.</summary>
public sealed class RollWaves(
    Waves waves,
    WaveRules rules,
    WaveSteps steps,
    ResponseCounts counts,
    DailyCounts daily,
    TimerRuns runs,
    SureTime sure,
    Definition definition,
    TimeProvider time,
    ILogger<RollWaves> log
)
{
    [Function(nameof(RollWaves))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        runs.RunAsync(nameof(RollWaves), log, RunAsync, cancel);

    private async Task RunAsync(TimerReport report, CancellationToken cancel)
    {
        var now = await sure.NowAsync(cancel);
        var period = definition.Calendar.PeriodAt(now);
        await PlanAsync(period, report, cancel);
        await PlanAsync(period.Plus(1), report, cancel);
        // Oldest first: a wave ends before the next begins.
        foreach (var wave in await waves.ListAsync(cancel).ToArrayAsync(cancel))
            await RollAsync(wave, now, report, cancel);
    }

    private async Task PlanAsync(Period period, TimerReport report, CancellationToken cancel)
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
            report.Say(period.Id, "is not planned: others fill its period");
            return;
        }
        var planned = new Wave(
            period.Id,
            WaveState.Planned,
            opens,
            closes,
            definition.Instrument.Name
        );
        report.Say(
            period.Id,
            await steps.ChangeAsync(planned, cancel)
                ? $"is planned from {opens:u} to {closes:u}"
                : "was planned by another instance"
        );
    }

    /// <summary>Takes a wave as far as it should be by now; after a long pause that is more than one step.</summary>
    private async Task RollAsync(
        Wave wave,
        DateTimeOffset now,
        TimerReport report,
        CancellationToken cancel
    )
    {
        Wave? next = wave;
        for (var tries = 0; next is not null && tries < 8; tries++)
            next = await StepAsync(next, now, report, cancel)
                ? await waves.GetAsync(wave.Id, cancel)
                : null;
    }

    /// <returns>Whether there may be more to do.</returns>
    private async Task<bool> StepAsync(
        Wave wave,
        DateTimeOffset now,
        TimerReport report,
        CancellationToken cancel
    )
    {
        var step = rules.Next(wave, WaveStep.Open, WaveStep.StartClosing, WaveStep.Close);
        if (step is null)
            return false;
        if (!step.IsDue(now))
        {
            await WaitAsync(wave, step, report, cancel);
            return false;
        }
        var (isDone, what) = step.Step switch
        {
            WaveStep.Open => (await steps.OpenAsync(wave, cancel), "is open"),
            WaveStep.StartClosing => (
                await steps.StartClosingAsync(wave, wave.Closes, cancel),
                "has ended and takes the answers under way"
            ),
            _ => (
                await steps.CloseAsync(wave, cancel),
                wave.State == WaveState.Planned ? "is closed unused" : "is closed"
            ),
        };
        report.Say(wave.Id, isDone ? what : "was changed by somebody else meanwhile");
        return true;
    }

    private async Task WaitAsync(
        Wave wave,
        NextStep step,
        TimerReport report,
        CancellationToken cancel
    )
    {
        if (wave.State == WaveState.Open && definition.Asked(wave.Instrument) is null)
            log.LogError(
                "Wave {Wave} asks {Asked}, but this program has {Loaded}: it takes no response.",
                wave.Id,
                wave.Instrument,
                definition.Instrument.Name
            );
        // Whoever watches for a wave gone silent waits for this line. Counting reads the whole wave: once an hour.
        else if (wave.State == WaveState.Open && time.GetUtcNow().Minute < 5)
            log.LogInformation(
                "Wave {Wave} is open with {Responses} responses.",
                wave.Id,
                await counts.RoundedAsync(wave, cancel)
            );
        if (wave.AcceptsResponses)
            await daily.KeepAsync(wave, cancel);
        report.Say(wave.Id, step.Why);
    }
}
