using System.Data.Common;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;

namespace Survey.Storage;

/// <summary>A storage account and what opens it.</summary>
/// <param name="Tables">The service's address, ending in a slash.</param>
/// <param name="Blobs">As the tables'.</param>
/// <param name="Key">Null when an identity opens it.</param>
/// <param name="Identity">Null when a key opens it.</param>
internal sealed partial record AzureAccount(
    string Name,
    Uri Tables,
    Uri Blobs,
    byte[]? Key,
    TokenCredential? Identity
)
{
    /// <summary>Azurite's account; its key is the same everywhere and no secret.</summary>
    private const string Development =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1";

    /// <exception cref="StorageUnavailableException">Says what is wrong with it, never what is in it.</exception>
    public static AzureAccount FromConnection(string connection)
    {
        var parts = Split(connection);
        if (Find(parts, "UseDevelopmentStorage") is { } use)
            parts =
                bool.TryParse(use, out var yes) && yes
                    ? Split(Development)
                    : throw Fault("UseDevelopmentStorage can only be true.");
        var name = CheckName(Find(parts, "AccountName") ?? throw Fault("it has no AccountName."));
        return new AzureAccount(
            name,
            Endpoint(parts, name, "Table"),
            Endpoint(parts, name, "Blob"),
            KeyOf(Find(parts, "AccountKey") ?? throw Fault("it has no AccountKey.")),
            null
        );
    }

    /// <param name="clientId">Of a user-assigned managed identity; null: whatever identity this machine has.</param>
    /// <exception cref="StorageUnavailableException">That is no account's name.</exception>
    public static AzureAccount FromIdentity(string name, string? clientId)
    {
        TokenCredential identity = clientId is null
            ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));
        return new AzureAccount(
            CheckName(name),
            Endpoint([], name, "Table"),
            Endpoint([], name, "Blob"),
            null,
            identity
        );
    }

    private static DbConnectionStringBuilder Split(string connection)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connection };
        }
        catch (ArgumentException)
        {
            // Its message may hold a part of the key.
            throw Fault("it is no connection string (Name=value;Name=value).");
        }
    }

    private static string? Find(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out var value) ? (string)value : null;

    private static string CheckName(string name) =>
        AccountName().IsMatch(name)
            ? name
            : throw Fault("an account's name is 3 to 24 lower-case letters and digits.");

    private static byte[] KeyOf(string key)
    {
        try
        {
            return Convert.FromBase64String(key);
        }
        catch (FormatException)
        {
            throw Fault("its AccountKey is not Base64.");
        }
    }

    private static Uri Endpoint(DbConnectionStringBuilder parts, string account, string service)
    {
        var suffix = Find(parts, "EndpointSuffix") ?? "core.windows.net";
        var scheme = Find(parts, "DefaultEndpointsProtocol") ?? "https";
        var text =
            Find(parts, service + "Endpoint")
            ?? $"{scheme}://{account}.{(service == "Table" ? "table" : "blob")}.{suffix}";
        return
            Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            ? uri
            : throw Fault($"the address of its {service} service is none.");
    }

    private static StorageUnavailableException Fault(string fault) => new(fault);

    /// <summary>Keeps the key out of whatever prints a record.</summary>
    public override string ToString() => Name;

    [GeneratedRegex(@"\A[a-z0-9]{3,24}\z")]
    private static partial Regex AccountName();
}
