using Microsoft.Extensions.Time.Testing;
using Survey.Standalone.Demo;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class FastClockTests
{
    [Fact]
    public void A_minute_passes_in_each_second()
    {
        var real = new FakeTimeProvider();
        var fast = new FastClock(real);
        var began = fast.GetTimestamp();
        var start = fast.GetUtcNow();
        var rings = 0;
        using var timer = fast.CreateTimer(
            _ => rings++,
            null,
            TimeSpan.FromMinutes(2),
            TimeSpan.FromMinutes(1)
        );
        real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((TimeSpan.FromMinutes(1), 0), (fast.GetUtcNow() - start, rings));
        real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, rings);
        Assert.Equal(3, fast.GetElapsedTime(began).TotalMinutes, 3);
    }
}
