using System.Net;
using Microsoft.AspNetCore.Http;
using Survey.Http;
using Xunit;

namespace Survey.Tests.Http;

public sealed class SubmissionLimiterTests
{
    [Fact]
    public void A_burst_of_half_a_minute_passes_and_then_a_wait_is_told()
    {
        using var limiter = Limiter(20);
        for (var request = 0; request < 10; request++)
            Assert.Null(limiter.TryTake(From("203.0.113.9")));
        var wait = limiter.TryTake(From("203.0.113.9"));
        Assert.InRange(wait!.Value.TotalSeconds, 0.001, 60);
        Assert.Null(limiter.TryTake(From("203.0.113.10")));
    }

    [Fact]
    public void A_rate_that_lasts_falls_to_a_tenth()
    {
        using var limiter = Limiter(120, minutesAtOnce: 0);
        Assert.Null(limiter.TryTake(From("203.0.113.9")));
        var wait = limiter.TryTake(From("203.0.113.9"));
        // Twelve a minute; at the whole rate it would be half a second.
        Assert.InRange(wait!.Value.TotalSeconds, 0.6, 5);
    }

    [Fact]
    public void A_school_that_answers_at_once_is_held_up_by_a_retry_at_most()
    {
        // 1,200 students in ten minutes are 120 a minute; a first half of them at once is the worst.
        using var limiter = Limiter(600);
        var waits = Enumerable
            .Range(0, 600)
            .Select(_ => limiter.TryTake(From("203.0.113.9")) ?? TimeSpan.Zero);
        Assert.True(waits.Max() <= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Pages_for_one_reader_have_a_share_of_their_own()
    {
        using var limiter = Limiter(1);
        Assert.Null(limiter.TryTakePage(From("203.0.113.9")));
        Assert.Null(limiter.TryTakePage(From("203.0.113.9")));
        Assert.NotNull(limiter.TryTakePage(From("203.0.113.9")));
        Assert.Null(limiter.TryTake(From("203.0.113.9")));
    }

    [Fact]
    public void A_household_has_one_bucket()
    {
        using var limiter = Limiter(2);
        Assert.Null(limiter.TryTake(From("2001:db8:1:2:3::4")));
        Assert.NotNull(limiter.TryTake(From("2001:db8:1:2:5:6:7:8")));
        Assert.Null(limiter.TryTake(From("2001:db8:1:3:3::4")));
        Assert.Null(limiter.TryTake(From("192.0.2.1")));
        Assert.NotNull(limiter.TryTake(From("::ffff:192.0.2.1")));
    }

    [Fact]
    public void All_networks_of_an_IPv6_customer_have_a_larger_bucket_together()
    {
        using var limiter = Limiter(2);
        var taken = Enumerable
            .Range(0, 100)
            .TakeWhile(one => limiter.TryTake(From($"2001:db8:1:{one:x}::1")) is null);
        Assert.InRange(taken.Count(), 8, 9);
        Assert.Null(limiter.TryTake(From("2001:db8:2::1")));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using var limiter = Limiter(0);
        for (var request = 0; request < 1000; request++)
            Assert.Null(limiter.TryTake(From("203.0.113.9")));
    }

    [Fact]
    public void Under_the_functions_host_a_proxy_is_not_the_sender()
    {
        using var limiter = Limiter(2, isHosted: true);
        for (var request = 0; request < 10; request++)
            Assert.Null(limiter.TryTake(From("10.0.0.4")));
        Assert.Null(limiter.TryTake(From("10.0.0.4", "203.0.113.9:4711")));
        Assert.NotNull(limiter.TryTake(From("10.0.0.5", "203.0.113.9:4712")));
        Assert.NotNull(limiter.TryTake(From("203.0.113.9", "198.51.100.1:1")));
    }

    private static DefaultHttpContext From(string address, string? clientIp = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (clientIp is not null)
            context.Request.Headers["CLIENT-IP"] = clientIp;
        return context;
    }

    private static SubmissionLimiter Limiter(
        int perMinute,
        bool isHosted = false,
        int minutesAtOnce = 5
    ) =>
        new(
            new Settings("", "", null, null, perMinute, 5, 7, isHosted, null, null, null),
            minutesAtOnce
        );
}
