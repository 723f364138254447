using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;

namespace Survey.Http;

/// <summary>Keeps one address from sending without end. In memory only: an address is known by a keyed hash, the key
/// dies with the process, and a bucket that has filled up again is forgotten.</summary>
/// <param name="minutesAtOnce">What a school may send in a short time, in minutes of the rate that is set.</param>
public sealed class SubmissionLimiter(Settings settings, int minutesAtOnce) : IDisposable
{
    [ActivatorUtilitiesConstructor]
    public SubmissionLimiter(Settings settings)
        : this(settings, 5) { }

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Half a minute's worth at once: a class that ends together.</summary>
    private readonly Share _atOnce = Share.Of(
        settings.SubmissionsPerMinute,
        settings.SubmissionsPerMinute / 2
    );

    /// <summary>A whole school at once, and then a tenth of the rate: what lasts longer is no school.</summary>
    private readonly Share _lasting = Share.Of(
        settings.SubmissionsPerMinute / 10,
        settings.SubmissionsPerMinute * minutesAtOnce
    );

    /// <summary>The form without script has some twenty pages for each submission, but few use it.</summary>
    private readonly Share _pages = Share.Of(
        settings.SubmissionsPerMinute * 4,
        settings.SubmissionsPerMinute * 2
    );

    /// <summary>For a response. Null: go on. Otherwise how long the sender should wait; to be answered as
    /// <see cref="Problems.TooMany"/>.</summary>
    public TimeSpan? TryTake(HttpContext context) => TryTake(context, _atOnce, _lasting);

    /// <summary>For a page that is written for one reader; as <see cref="TryTake(HttpContext)"/>.</summary>
    public TimeSpan? TryTakePage(HttpContext context) => TryTake(context, _pages);

    public void Dispose()
    {
        _atOnce.Dispose();
        _lasting.Dispose();
        _pages.Dispose();
    }

    private TimeSpan? TryTake(HttpContext context, params ReadOnlySpan<Share> shares)
    {
        if (settings.SubmissionsPerMinute == 0 || AddressOf(context) is not { } address)
            return null;
        var (network, wider) = NetworksOf(address);
        foreach (var share in shares)
            if (share.TryTake(network, wider) is { } wait)
                return wait;
        return null;
    }

    /// <summary>The address, or of IPv6 the /64 that a household has, and the /48 that a customer may have.</summary>
    private (Guid Network, Guid? Wider) NetworksOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return (HashOf(bytes), null);
        bytes.AsSpan(8).Clear();
        var network = HashOf(bytes);
        bytes.AsSpan(6).Clear();
        return (network, HashOf(bytes));
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

    /// <summary>What every network may take, and what its customer's networks may take together: a customer of an IPv6
    /// provider may have 65,536 of the size of a household's.</summary>
    private sealed record Share(
        PartitionedRateLimiter<Guid> Network,
        PartitionedRateLimiter<Guid> Wider
    ) : IDisposable
    {
        public static Share Of(int perMinute, int atOnce) =>
            new(Buckets(perMinute, atOnce), Buckets(perMinute * 8, atOnce * 8));

        public TimeSpan? TryTake(Guid network, Guid? wider) =>
            TryTake(Network, network) ?? (wider is { } wide ? TryTake(Wider, wide) : null);

        public void Dispose()
        {
            Network.Dispose();
            Wider.Dispose();
        }

        private static TimeSpan? TryTake(PartitionedRateLimiter<Guid> buckets, Guid network)
        {
            using var lease = buckets.AttemptAcquire(network);
            return lease.IsAcquired ? null
                : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait
                : TimeSpan.FromSeconds(1);
        }

        private static PartitionedRateLimiter<Guid> Buckets(int perMinute, int atOnce) =>
            PartitionedRateLimiter.Create(
                (Guid network) =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        network,
                        _ => new TokenBucketRateLimiterOptions
                        {
                            TokenLimit = Math.Max(1, atOnce),
                            TokensPerPeriod = 1,
                            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Max(1, perMinute),
                            QueueLimit = 0,
                        }
                    )
            );
    }
}
