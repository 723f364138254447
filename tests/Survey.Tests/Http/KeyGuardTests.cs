using System.Threading.RateLimiting;
using Survey.Http;
using Xunit;

namespace Survey.Tests.Http;

public sealed class KeyGuardTests
{
    private const int Burst = 3;

    [Fact]
    public async Task Beyond_a_burst_of_wrong_keys_everybody_waits()
    {
        using var guard = Guard(isReplenished: false);
        for (var right = 0; right < 2 * Burst; right++)
            Assert.Equal(KeyHolder.Analyst, await guard.HolderOfAsync("analyst", default));
        for (var wrong = 0; wrong < Burst; wrong++)
            Assert.Null(await guard.HolderOfAsync("wrong", default));
        using var leaves = new CancellationTokenSource();
        var waiting = new[] { "admin", "wrong" }
            .Select(key => guard.HolderOfAsync(key, leaves.Token))
            .ToArray();
        Assert.DoesNotContain(waiting, one => one.IsCompleted);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Fact]
    public async Task Whoever_waits_has_a_turn()
    {
        using var guard = Guard(isReplenished: true);
        var wrong = Enumerable.Range(0, 200).Select(_ => guard.HolderOfAsync("wrong", default));
        Assert.All(await Task.WhenAll(wrong), Assert.Null);
        Assert.Equal(KeyHolder.Admin, await guard.HolderOfAsync("admin", default));
    }

    private static KeyGuard Guard(bool isReplenished) =>
        new(
            new Keys("analyst", "admin"),
            new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(1),
                QueueLimit = 1,
                AutoReplenishment = isReplenished,
            }
        );
}
