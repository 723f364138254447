using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;

namespace Survey.Http;

/// <summary>Keeps one address from sending without end. In memory only: an address is known by a keyed hash, the key
/// dies with the process, and a bucket that has filled up again is forgotten.</summary>
public sealed class SubmissionLimiter(Settings settings) : IDisposable
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private readonly PartitionedRateLimiter<Guid> _buckets = Buckets(settings.SubmissionsPerMinute);

    /// <summary>A customer of an IPv6 provider may have 65,536 networks of the size of a household's.</summary>
    private readonly PartitionedRateLimiter<Guid> _wideBuckets = Buckets(
        settings.SubmissionsPerMinute * 8
    );

    private static PartitionedRateLimiter<Guid> Buckets(int perMinute) =>
        PartitionedRateLimiter.Create(
            (Guid network) =>
                RateLimitPartition.GetTokenBucketLimiter(
                    network,
                    _ => new TokenBucketRateLimiterOptions
                    {
                        // Half a minute's worth at once: a class that ends together.
                        TokenLimit = Math.Max(1, perMinute / 2),
                        TokensPerPeriod = 1,
                        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
                        QueueLimit = 0,
                    }
                )
        );

    /// <summary>Null: go on. Otherwise how long the sender should wait; to be answered as <see cref="Problems.TooMany"/>.</summary>
    public TimeSpan? TryTake(HttpContext context)
    {
        if (settings.SubmissionsPerMinute == 0 || AddressOf(context) is not { } address)
            return null;
        foreach (var (network, bucket) in NetworksOf(address))
        {
            using var lease = bucket.AttemptAcquire(network);
            if (!lease.IsAcquired)
                return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                    ? wait
                    : TimeSpan.FromSeconds(1);
        }
        return null;
    }

    public void Dispose()
    {
        _buckets.Dispose();
        _wideBuckets.Dispose();
    }

    private IEnumerable<(Guid Network, PartitionedRateLimiter<Guid> Buckets)> NetworksOf(
        IPAddress address
    )
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // A household has a whole /64.
            bytes.AsSpan(8).Clear();
            yield return (HashOf(bytes), _buckets);
            bytes.AsSpan(6).Clear();
            yield return (HashOf(bytes), _wideBuckets);
        }
        else
            yield return (HashOf(bytes), _buckets);
    }

    /// <summary>Null when people cannot be told apart: the Functions host's proxy gives the address of Azure's front
    /// end instead of the sender's, and one bucket for everybody would shut out whole schools.</summary>
    private IPAddress? AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!settings.UnderHost || address is null || !IsInternal(address))
            return address;
        // What Azure's front end says of the sender; who forges it escapes a limit, no more.
        return IPEndPoint.TryParse(context.Request.Headers["CLIENT-IP"].ToString(), out var client)
            ? client.Address
            : null;
    }

    private static bool IsInternal(IPAddress address) =>
        ForwardedNetworks.Internal.Any(network => network.Contains(address));

    private Guid HashOf(byte[] network) => new(HMACSHA256.HashData(_key, network).AsSpan(0, 16));
}
