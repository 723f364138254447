using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Publish;

/// <summary>Who gets a notice. Rows and logs name a person by a hash of the address; the address is in the settings only.</summary>
public sealed class Recipients(Settings settings)
{
    /// <summary>Stands for the log, where nobody can be written to.</summary>
    private const string Log = "log";

    private readonly ImmutableDictionary<string, string> _addresses = settings
        .Notices.Analysts.Union(settings.Notices.Admins, StringComparer.OrdinalIgnoreCase)
        .ToImmutableDictionary(Hash);

    public IEnumerable<string> Of(Audience audience)
    {
        var addresses =
            audience == Audience.Admins ? settings.Notices.Admins : settings.Notices.Analysts;
        return settings.Notices.SendGridKey is null || addresses.IsEmpty
            ? [Log]
            : addresses.Select(Hash);
    }

    /// <summary>Null: the notice goes to the log, since there is no key, or no such person any more.</summary>
    public string? AddressOf(string recipient) =>
        settings.Notices.SendGridKey is null ? null : _addresses.GetValueOrDefault(recipient);

    private static string Hash(string address) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())).AsSpan(0, 16)
        );
}
