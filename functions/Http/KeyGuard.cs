using System.Threading.RateLimiting;

namespace Survey.Http;

/// <summary>Looks keys up, and slows guessing down. What counts is how many wrong keys came of late, whoever sent them:
/// no address is kept, and one who guesses from many addresses is as slow. Beyond a burst everybody waits for their turn;
/// with the right key it comes, too.</summary>
public sealed class KeyGuard(Keys keys, TokenBucketRateLimiterOptions wrong) : IDisposable
{
    private readonly TokenBucketRateLimiter _wrong = new(wrong);

    [ActivatorUtilitiesConstructor]
    public KeyGuard(Keys keys)
        : this(
            keys,
            new TokenBucketRateLimiterOptions
            {
                // A day's typing errors at once.
                TokenLimit = 100,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                // Who waits takes no permit, and is counted nowhere.
                QueueLimit = 1,
            }
        ) { }

    /// <summary>Whose key it is; null: nobody's.</summary>
    public async Task<KeyHolder?> HolderOfAsync(string key, CancellationToken cancel)
    {
        // None of them taken, but one must be there.
        (await _wrong.AcquireAsync(0, cancel)).Dispose();
        var holder = keys.HolderOf(key);
        if (holder is null)
        {
            _wrong.AttemptAcquire().Dispose();
            SurveyMetrics.WrongKey();
        }
        return holder;
    }

    public void Dispose() => _wrong.Dispose();
}
