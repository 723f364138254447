using Microsoft.Extensions.DependencyInjection;
using Survey.Http;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class TimerLoopTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 58, 0, TimeSpan.Zero);

    [Fact]
    public async Task Timers_run_at_start_and_then_by_their_schedule_whatever_fails()
    {
        var time = new ManualTimeProvider(Start);
        var diary = new Diary();
        await using var program = await TestProgram.StartAsync(
            time: time,
            functions: TestFunctions.All,
            services: services => services.AddSingleton(diary)
        );
        // The first round is over before anybody can ask for anything.
        Assert.Equal(["Tick 10:58 True", "Tock 10:58 True"], diary.Entries);
        for (var minute = 0; minute < 8; minute++)
        {
            await AsleepAsync(time);
            time.Advance(TimeSpan.FromMinutes(1));
        }
        await AsleepAsync(time);
        Assert.Equal(
            ["Tick 11:00 False", "Tock 11:00 False", "Tick 11:05 False"],
            diary.Entries[2..]
        );
        Assert.Contains("Timer Tock failed [System.InvalidOperationException", program.Output);
        var failures = program.Services.GetRequiredService<TimerFailures>().ListAsync(default);
        Assert.Equal(new TimerFailure("Tock-2026-11-22", "Tock"), await failures.SingleAsync());
    }

    [Fact]
    public async Task A_moment_slept_through_is_past_due()
    {
        var time = new ManualTimeProvider(Start);
        var diary = new Diary();
        await using var program = await TestProgram.StartAsync(
            time: time,
            functions: TestFunctions.All,
            services: services => services.AddSingleton(diary)
        );
        await AsleepAsync(time);
        time.Jump(TimeSpan.FromHours(3));
        await AsleepAsync(time);
        Assert.Equal(["Tick 13:58 True", "Tock 13:58 True"], diary.Entries[2..]);
    }

    /// <summary>Waits until the loop has done what was due and sleeps again.</summary>
    private static async Task AsleepAsync(ManualTimeProvider time)
    {
        while (time.Waiting == 0)
            await Task.Delay(5);
    }
}
