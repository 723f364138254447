using System.Collections.Concurrent;

namespace Survey.Http;

/// <summary>Buckets of one size that fill up evenly, one for each network. Of each is kept when it will be full, and
/// nothing once it is (the generic cell rate algorithm of ITU-T I.371).</summary>
/// <param name="perMinute">How fast a bucket fills up.</param>
/// <param name="atOnce">How much is in a full one.</param>
internal sealed class Buckets(TimeProvider time, long perMinute, long atOnce)
{
    private readonly ConcurrentDictionary<Guid, TimeSpan> _fullAt = new();
    private readonly TimeSpan _each = TimeSpan.FromMinutes(1) / Math.Max(1, perMinute);
    private readonly long _start = time.GetTimestamp();

    /// <summary>Null: one was taken. Otherwise how long until there is one.</summary>
    public TimeSpan? TryTake(Guid network)
    {
        while (true)
        {
            var now = time.GetElapsedTime(_start);
            var isKnown = _fullAt.TryGetValue(network, out var known);
            var fullAt = (isKnown && known > now ? known : now) + _each;
            var wait = fullAt - now - _each * Math.Max(1, atOnce);
            if (wait > TimeSpan.Zero)
                return wait;
            if (
                isKnown
                    ? _fullAt.TryUpdate(network, fullAt, known)
                    : _fullAt.TryAdd(network, fullAt)
            )
                return null;
        }
    }

    /// <summary>Forgets the buckets that are full again.</summary>
    public void Forget()
    {
        var now = time.GetElapsedTime(_start);
        foreach (var bucket in _fullAt)
            if (bucket.Value <= now)
                _fullAt.TryRemove(bucket);
    }

    public bool IsEmpty => _fullAt.IsEmpty;
}
