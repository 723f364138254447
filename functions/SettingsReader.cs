using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Survey;

/// <summary>Reads settings and collects what is wrong with them. An empty value is as good as none.</summary>
internal sealed partial class SettingsReader(IConfiguration configuration)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];

    private const int ShortestKey = 32;

    /// <summary>Of 32 hexadecimal digits at random, fewer differ once in some hundred thousand times.</summary>
    private const int FewestCharacters = 8;

    public IReadOnlyList<string> Faults => _faults;

    public void Fault(string key, string fault) => _faults.Add($"{AsWritten(key)}: {fault}");

    public string? Text(string key)
    {
        _known.Add(key);
        return configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <param name="needed">In words, what <paramref name="pattern"/> asks for.</param>
    public string? Text(string key, Regex pattern, string needed)
    {
        var value = Text(key);
        if (value is not null && !pattern.IsMatch(value))
            Fault(key, $"must be {needed}, not \"{value}\"");
        return value;
    }

    /// <param name="isNeeded">There is no other place that it could come from.</param>
    public string? Secret(string key, bool isNeeded)
    {
        var value = Text(key);
        if (value is null && isNeeded)
            Fault(key, "missing");
        // What Azure leaves in place of a secret that it could not read: everybody knows its name.
        if (value?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true)
            Fault(key, "the reference to the Key Vault could not be resolved");
        return value;
    }

    /// <summary>A secret of ours, that nobody can guess.</summary>
    public string? Key(string key, bool isNeeded)
    {
        var value = Secret(key, isNeeded);
        if (value?.Length < ShortestKey || value?.Distinct().Count() < FewestCharacters)
            Fault(key, $"must be at least {ShortestKey} characters, at random");
        return value;
    }

    public int? Number(string key, int least, int most)
    {
        if (Text(key) is not { } value)
            return null;
        var isNumber = int.TryParse(
            value,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        );
        if (!isNumber || number < least || number > most)
            Fault(key, $"must be a whole number from {least} to {most}, not \"{value}\"");
        return number;
    }

    /// <summary>False when it is not set.</summary>
    public bool Flag(string key)
    {
        var value = Text(key);
        if (value is not null && !bool.TryParse(value, out _))
            Fault(key, $"must be true or false, not \"{value}\"");
        return bool.TryParse(value, out var isSet) && isSet;
    }

    /// <summary>Addresses of people, between commas or semicolons, each once. A fault says which in the row, since an
    /// address must reach no log.</summary>
    public ImmutableArray<string> Addresses(string key)
    {
        var addresses = Several(key);
        for (var place = 0; place < addresses.Length; place++)
            if (!IsAddress(addresses[place]))
                Fault(key, $"number {place + 1} is not an address like name@example.org");
        return [.. addresses.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>A mail address or a page, as a link.</summary>
    public string? Contact(string key)
    {
        var text = Text(key);
        if (
            text is null
            || text.StartsWith("https://", StringComparison.Ordinal)
                && Uri.IsWellFormedUriString(text, UriKind.Absolute)
        )
            return text;
        if (!IsAddress(text))
            Fault(key, "must be an address like name@example.org or https://example.org");
        return $"mailto:{text}";
    }

    /// <summary>Addresses of machines or networks (10.1.0.0/16), between commas or semicolons.</summary>
    public ImmutableArray<IPNetwork> Networks(string key)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in Several(key))
            if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text, out var one))
                networks.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            else
                Fault(key, $"\"{text}\" is no address or network like 127.0.0.1 or 10.1.0.0/16");
        return networks.ToImmutable();
    }

    /// <summary>Without a slash at its end.</summary>
    public string? HttpsUrl(string key) =>
        Text(key, HttpsUrl(), "an address like https://survey.example.org")?.TrimEnd('/');

    /// <summary>A setting of our own that nobody read is a typing mistake, and must not pass for a default.</summary>
    public void FindUnknown(string section)
    {
        foreach (var child in configuration.GetSection(section).GetChildren())
            if (!_known.Contains(child.Path))
                Fault(child.Path, "there is no such setting");
    }

    private string[] Several(string key) =>
        (Text(key) ?? "").Split(
            [',', ';'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    private static bool IsAddress(string text) =>
        text.All(char.IsAscii)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text;

    [GeneratedRegex(@"^https://[^\s/?#@]+/?$")]
    private static partial Regex HttpsUrl();

    private static string AsWritten(string key) =>
        key == "urls" ? "--urls" : key.Replace(":", "__", StringComparison.Ordinal);
}
