using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
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
        using var limiter = Limiter(60);
        Assert.InRange(TakenIn(TimeSpan.FromMinutes(30)), 300 + 30 * 6 - 1, 300 + 30 * 6);
        Assert.InRange(TakenIn(TimeSpan.FromMinutes(10)), 60, 61);

        int TakenIn(TimeSpan time)
        {
            var taken = 0;
            for (var second = 0; second < time.TotalSeconds; second++)
            {
                taken += limiter.TryTake(From("203.0.113.9")) is null ? 1 : 0;
                _time.Advance(TimeSpan.FromSeconds(1));
            }
            return taken;
        }
    }

    /// <summary>48 classes of 25 that end when they like; as many students where whole lessons end at once.</summary>
    [Theory]
    [InlineData(48)]
    [InlineData(4)]
    public void Of_a_school_of_1200_in_ten_minutes_nobody_is_refused_for_longer_than_a_retry(
        int endings
    )
    {
        using var limiter = Limiter(600);
        for (var ending = 0; ending < endings; ending++)
        {
            for (var student = 0; student < 1200 / endings; student++)
                Assert.Null(limiter.TryTake(From("203.0.113.9")));
            _time.Advance(TimeSpan.FromMinutes(10) / endings);
        }
    }

    [Fact]
    public void A_school_of_1200_in_one_second_gets_through_with_a_proof()
    {
        using var limiter = Limiter(600);
        var refused = 0;
        for (var student = 0; student < 1200; student++)
            if (limiter.TryTake(From("203.0.113.9")) is { } wait)
            {
                refused++;
                Assert.InRange(wait.TotalSeconds, 0.001, 1);
                Assert.Null(limiter.TryTakeProved(From("203.0.113.9")));
            }
        Assert.Equal(900, refused);
    }

    [Fact]
    public void Proofs_have_a_bound_too()
    {
        using var limiter = Limiter(2);
        var taken = Enumerable
            .Range(0, 100)
            .TakeWhile(_ => limiter.TryTakeProved(From("203.0.113.9")) is null);
        Assert.Equal(4, taken.Count());
        Assert.Null(limiter.TryTake(From("203.0.113.9")));
    }

    [Fact]
    public void A_network_is_forgotten_when_its_share_is_whole_again()
    {
        using var limiter = Limiter(60);
        Assert.Null(limiter.TryTake(From("2001:db8::1")));
        Assert.False(limiter.IsEmpty);
        // A tenth of the rate: ten seconds for one.
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(limiter.IsEmpty);
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

    private readonly FakeTimeProvider _time = new();

    private static DefaultHttpContext From(string address, string? clientIp = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (clientIp is not null)
            context.Request.Headers["CLIENT-IP"] = clientIp;
        return context;
    }

    private SubmissionLimiter Limiter(int perMinute, bool isHosted = false) =>
        new(new Settings("", "", null, null, perMinute, 5, 7, isHosted, null, null, null), _time);
}
