using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Survey.Http;

/// <summary>Proxies whose word on where a request comes from is taken. Under the Functions host every request comes
/// through some on Azure's internal networks.</summary>
internal static class ForwardedNetworks
{
    /// <summary>Loopback, private, shared and link-local addresses (RFC 6890).</summary>
    public static readonly IReadOnlyList<IPNetwork> Internal =
    [
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>From the last hop back to the first address outside these networks: what lies before it anybody can
    /// have written.</summary>
    public static void Trust(ForwardedHeadersOptions options) => Trust(options, Internal);

    public static void Trust(ForwardedHeadersOptions options, IEnumerable<IPNetwork> networks)
    {
        options.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor
            | ForwardedHeaders.XForwardedProto
            | ForwardedHeaders.XForwardedHost;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
    }
}
