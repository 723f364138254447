using Survey.Storage;

namespace Survey.Collect;

/// <summary>The time for steps that cannot be taken back, told twice: by this machine's clock, and by one that does not
/// move with it. On Azure that is storage's own; alone it is the time seen last, in table Clock, and what has gone by since
/// on a counter that nobody sets.</summary>
public sealed class SureTime(ITables tables, TimeProvider time, ILogger<SureTime> log) : IDisposable
{
    /// <summary>A clock that jumps further is not believed at once.</summary>
    public static readonly TimeSpan LargestJump = TimeSpan.FromDays(1);

    /// <summary>How long a jump has to last before it is believed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Of the time that is kept.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromHours(1);

    private const string Table = "Clock";
    private const string Key = "seen";

    private readonly SemaphoreSlim _one = new(1, 1);
    private (DateTimeOffset Time, long At)? _seen;
    private long? _jumpedAt;

    /// <summary>UTC; the earlier of the two. While a jump forward is not believed: what the time would be without it.</summary>
    /// <exception cref="StorageUnavailableException">The other clock cannot be asked.</exception>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancel)
    {
        if (await tables.NowAsync(cancel) is { } theirs)
            return Earlier(time.GetUtcNow(), theirs);
        await _one.WaitAsync(cancel);
        try
        {
            return await AloneAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private DateTimeOffset Earlier(DateTimeOffset ours, DateTimeOffset theirs)
    {
        if (ours - theirs > LargestJump)
            Tell(ours - theirs);
        return ours < theirs ? ours : theirs;
    }

    private async Task<DateTimeOffset> AloneAsync(CancellationToken cancel)
    {
        var row = await tables.GetAsync(Table, Key, Key, cancel);
        var (now, at) = (time.GetUtcNow(), time.GetTimestamp());
        var expected = _seen is { } seen
            ? seen.Time + time.GetElapsedTime(seen.At, at)
            : (DateTimeOffset)(row?.Properties["time"] ?? now);
        if (now - expected > LargestJump)
        {
            var jumpedAt = _jumpedAt ??= at;
            if (time.GetElapsedTime(jumpedAt, at) < Patience)
            {
                Tell(now - expected);
                // From here on it goes by the counter.
                _seen ??= (expected, at);
                return expected;
            }
        }
        (_seen, _jumpedAt) = ((now, at), null);
        if ((now - (DateTimeOffset?)row?.Properties["time"])?.Duration() < Precision)
            return now;
        var next = new Entity(
            Key,
            Key,
            new Dictionary<string, object> { ["time"] = now },
            row?.ETag
        );
        await tables.SubmitAsync(Table, [Operation.Save(next)], cancel);
        return now;
    }

    public void Dispose() => _one.Dispose();

    private void Tell(TimeSpan jump) =>
        log.LogError(
            "The clock is {Days} days ahead of where it should be; until that is sure no wave opens or ends, and nothing is erased.",
            (int)jump.TotalDays
        );
}
