using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Survey.Http;

namespace Survey.Standalone;

/// <summary>Runs the timers of a program that is its own host: all once at start, as past due, then by their schedules
/// in UTC; one at a time. A timer that fails is logged and runs again at its next moment.</summary>
internal sealed class TimerLoop(
    Functions functions,
    IServiceProvider services,
    TimeProvider time,
    TimerFailures failures,
    ILogger<TimerLoop> logger
) : BackgroundService
{
    /// <summary>A clock that is set, or a machine that slept, is noticed within this.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Longer than opening a wave, shorter than somebody waits for a program to start.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(10);

    private static readonly CrontabSchedule.ParseOptions WithSeconds = new()
    {
        IncludingSeconds = true,
    };

    private readonly TaskCompletionSource _firstRound = new();

    private delegate Task RunTimer(TimerInfo timer, CancellationToken cancel);

    /// <summary>Returns after the first round, so that whoever can reach the program finds the waves as they should
    /// be; a round that takes longer goes on beside the requests.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_firstRound.Task, Task.Delay(LongestStart, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var timers = functions.Timers.Select(Bind).ToArray();
        foreach (var timer in timers)
            await RunAsync(timer, isPastDue: true, stoppingToken);
        _firstRound.TrySetResult();
        while (
            !stoppingToken.IsCancellationRequested && timers.MinBy(timer => timer.Next) is { } timer
        )
        {
            var now = time.GetUtcNow();
            // Where the clock was set back, what comes next is sooner than was thought.
            foreach (var one in timers)
                one.Next = one.NextAfter(now) is var next && next < one.Next ? next : one.Next;
            var wait = timer.Next - now;
            if (wait <= TimeSpan.Zero)
                await RunAsync(timer, isPastDue: wait < -LongestWait, stoppingToken);
            else
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stoppingToken);
        }
    }

    private Entry Bind(TimerFunction timer) =>
        new(
            timer.Name,
            CrontabSchedule.Parse(timer.Schedule, WithSeconds),
            timer.Run.CreateDelegate<RunTimer>(
                services.GetRequiredService(timer.Run.DeclaringType!)
            )
        );

    private async Task RunAsync(Entry timer, bool isPastDue, CancellationToken stopping)
    {
        try
        {
            using var trace = Tracing.Start(timer.Name);
            await timer.Run(new TimerInfo { IsPastDue = isPastDue }, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Timer {Name} failed", timer.Name);
            await failures.AddAsync(timer.Name);
        }
        timer.Next = timer.NextAfter(time.GetUtcNow());
    }

    private sealed record Entry(string Name, CrontabSchedule Schedule, RunTimer Run)
    {
        public DateTimeOffset Next { get; set; }

        public DateTimeOffset NextAfter(DateTimeOffset now) =>
            new(Schedule.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
    }
}
