using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Survey.Http;

/// <summary>Keeps one network from sending without end. In memory only: a network is known by a keyed hash, the key dies
/// with the process, and a bucket that has filled up again is forgotten.</summary>
public sealed class SubmissionLimiter : IDisposable
{
    /// <summary>What proofs of work may add to a network's share, in shares.</summary>
    private const int MostProved = 4;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Settings _settings;
    private readonly Share[] _responses;
    private readonly Share[] _proved;
    private readonly Share[] _pages;
    private readonly ITimer _forgetting;

    public SubmissionLimiter(Settings settings, TimeProvider time)
    {
        _settings = settings;
        var rate = settings.SubmissionsPerMinute;
        _responses = Responses(1);
        _proved = Responses(MostProved);
        // The form without script has some twenty pages for each submission, but few use it.
        _pages = [new(time, rate * 4L, rate * 2L)];
        _forgetting = time.CreateTimer(
            _ => Forget(),
            null,
            TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(10)
        );

        // Half a minute's worth at once: a class that ends together. And a whole school at once, and then a tenth of the
        // rate: what lasts longer is no school.
        Share[] Responses(long times) =>
            [
                new(time, times * rate, times * rate / 2),
                new(time, times * rate / 10, times * rate * 5),
            ];
    }

    /// <summary>For a response. Null: go on. Otherwise how long the sender should wait; to be answered as
    /// <see cref="Problems.TooMany"/>.</summary>
    public TimeSpan? TryTake(HttpContext context) => TryTake(context, _responses);

    /// <summary>For a response past the share that comes with a proof of work; as
    /// <see cref="TryTake(HttpContext)"/>.</summary>
    public TimeSpan? TryTakeProved(HttpContext context) => TryTake(context, _proved);

    /// <summary>For a page that is written for one reader; as <see cref="TryTake(HttpContext)"/>.</summary>
    public TimeSpan? TryTakePage(HttpContext context) => TryTake(context, _pages);

    /// <summary>Nothing is known of any network.</summary>
    internal bool IsEmpty => All.All(share => share.IsEmpty);

    public void Dispose() => _forgetting.Dispose();

    private IEnumerable<Share> All => [.. _responses, .. _proved, .. _pages];

    private void Forget()
    {
        foreach (var share in All)
            share.Forget();
    }

    private TimeSpan? TryTake(HttpContext context, Share[] shares)
    {
        if (_settings.SubmissionsPerMinute == 0 || AddressOf(context) is not { } address)
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
        if (!_settings.UnderHost || address is null || !IsInternal(address))
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
    private sealed class Share(TimeProvider time, long perMinute, long atOnce)
    {
        private const int Together = 8;

        private readonly Buckets _networks = new(time, perMinute, atOnce);
        private readonly Buckets _wider = new(time, perMinute * Together, atOnce * Together);

        public bool IsEmpty => _networks.IsEmpty && _wider.IsEmpty;

        public TimeSpan? TryTake(Guid network, Guid? wider) =>
            _networks.TryTake(network) ?? (wider is { } wide ? _wider.TryTake(wide) : null);

        public void Forget()
        {
            _networks.Forget();
            _wider.Forget();
        }
    }
}
