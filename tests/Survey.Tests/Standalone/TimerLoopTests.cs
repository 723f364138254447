using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Http;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class TimerLoopTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 58, 0, TimeSpan.Zero);

    private readonly LoopTime _time = new(Start);
    private readonly Diary _diary = new();

    [Fact]
    public async Task Timers_run_at_start_and_then_by_their_schedule_whatever_fails()
    {
        await using var program = await StartAsync();
        // The first round is over before anybody can ask for anything.
        Assert.Equal(["Tick 10:58 True", "Tock 10:58 True"], _diary.Entries);
        for (var minute = 0; minute < 8; minute++)
        {
            await _time.AsleepAsync();
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        await _time.AsleepAsync();
        Assert.Equal(
            ["Tick 11:00 False", "Tock 11:00 False", "Tick 11:05 False"],
            _diary.Entries[2..]
        );
        Assert.Contains("Timer Tock failed [System.InvalidOperationException", program.Output);
        var failures = program.Services.GetRequiredService<TimerFailures>().ListAsync(default);
        Assert.Equal(new TimerFailure("Tock-2026-11-22", "Tock"), await failures.SingleAsync());
    }

    [Fact]
    public async Task A_moment_slept_through_is_past_due()
    {
        await using var program = await StartAsync();
        await _time.AsleepAsync();
        _time.Advance(TimeSpan.FromHours(3));
        await _time.AsleepAsync();
        Assert.Equal(["Tick 13:58 True", "Tock 13:58 True"], _diary.Entries[2..]);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_silences_no_timer()
    {
        await using var program = await StartAsync();
        await _time.AsleepAsync();
        _time.AdjustTime(Start.AddDays(-2));
        for (var minute = 0; minute < 3; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await _time.AsleepAsync();
        }
        Assert.Equal(["Tick 11:00 False", "Tock 11:00 False"], _diary.Entries[2..]);
    }

    private Task<TestProgram> StartAsync() =>
        TestProgram.StartAsync(
            time: _time,
            functions: TestFunctions.All,
            services: services => services.AddSingleton(_diary)
        );

    /// <summary>Advances at once, and tells when the loop has done what was due and sleeps (again).</summary>
    private sealed class LoopTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly SemaphoreSlim _timersMade = new(0);

        public Task AsleepAsync() => _timersMade.WaitAsync();

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        )
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timersMade.Release();
            return timer;
        }
    }
}
