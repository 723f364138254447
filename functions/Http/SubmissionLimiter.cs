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

    private readonly PartitionedRateLimiter<Guid> _buckets = PartitionedRateLimiter.Create(
        (Guid address) =>
            RateLimitPartition.GetTokenBucketLimiter(
                address,
                _ => new TokenBucketRateLimiterOptions
                {
                    // Half a minute's worth at once: a class that ends together.
                    TokenLimit = Math.Max(1, settings.SubmissionsPerMinute / 2),
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromMinutes(1) / settings.SubmissionsPerMinute,
                    QueueLimit = 0,
                }
            )
    );

    /// <summary>Null: go on. Otherwise how long the sender should wait; to be answered as <see cref="Problems.TooMany"/>.</summary>
    public TimeSpan? TryTake(HttpContext context)
    {
        if (settings.SubmissionsPerMinute == 0 || AddressOf(context) is not { } address)
            return null;
        using var lease = _buckets.AttemptAcquire(HashOf(address));
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? wait
            : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => _buckets.Dispose();

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

    private Guid HashOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        // A household has a whole /64.
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            bytes.AsSpan(8).Clear();
        return new Guid(HMACSHA256.HashData(_key, bytes).AsSpan(0, 16));
    }
}
