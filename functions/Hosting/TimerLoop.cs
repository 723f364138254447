namespace Survey.Hosting;

/// <summary>Runs the timers of a program that is its own host: all once at start, as past due, then by their schedules
/// in UTC; one at a time, in the order they were added. A timer that fails is logged and runs again at its next moment.</summary>
internal sealed class TimerLoop(
    Functions functions,
    IServiceProvider services,
    TimeProvider time,
    ILogger<TimerLoop> logger
) : BackgroundService
{
    /// <summary>A clock that is set, or a machine that slept, is noticed within this.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Longer than opening a wave, shorter than somebody waits for a program to start.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource firstRound = new();

    /// <summary>Returns after the first round, so that whoever can reach the program finds the waves as they should
    /// be; a round that takes longer goes on beside the requests.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(firstRound.Task, Task.Delay(LongestStart, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var timers = functions
            .Timers.Select(timer => new Entry(timer.Name, timer.Trigger, timer.Bind(services)))
            .ToArray();
        foreach (var timer in timers)
            await RunAsync(timer, isPastDue: true, stoppingToken);
        firstRound.TrySetResult();
        while (
            !stoppingToken.IsCancellationRequested && timers.MinBy(timer => timer.Next) is { } timer
        )
        {
            var wait = timer.Next - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                await RunAsync(timer, isPastDue: wait < -LongestWait, stoppingToken);
            else
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stoppingToken);
        }
    }

    private async Task RunAsync(Entry timer, bool isPastDue, CancellationToken stopping)
    {
        try
        {
            using var trace = Tracing.Start(timer.Name);
            await timer.Run(new TimerInfo(isPastDue), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Timer {Name} failed", timer.Name);
        }
        var next = timer.Trigger.Schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime);
        timer.Next = new DateTimeOffset(next, TimeSpan.Zero);
    }

    private sealed record Entry(string Name, TimerTrigger Trigger, RunTimer Run)
    {
        public DateTimeOffset Next { get; set; }
    }
}
