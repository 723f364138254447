using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Survey.Storage;

/// <summary>The clients of one storage account.</summary>
internal sealed partial record AzureClients(TableServiceClient Tables, BlobServiceClient Blobs)
{
    /// <summary>The newest one that Azurite 3.35 answers.</summary>
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions
        .ServiceVersion
        .V2025_11_05;

    /// <param name="configure">Changes the options of both clients.</param>
    /// <exception cref="StorageUnavailableException">Says that it is none, never what is in it.</exception>
    public static AzureClients FromConnection(
        string connection,
        Action<ClientOptions>? configure = null
    )
    {
        try
        {
            return new AzureClients(
                new TableServiceClient(connection, Options(new TableClientOptions(), configure)),
                new BlobServiceClient(
                    connection,
                    Options(new BlobClientOptions(BlobVersion), configure)
                )
            );
        }
        catch (Exception e)
            when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // Its message may hold a part of the key.
            throw new StorageUnavailableException(
                "it is no connection string with the name of a storage account and its key (AccountName=...;AccountKey=...)."
            );
        }
    }

    /// <param name="clientId">Of a user-assigned managed identity; null: whatever identity this machine has.</param>
    /// <exception cref="StorageUnavailableException">That is no account's name.</exception>
    public static AzureClients FromIdentity(string account, string? clientId) =>
        FromIdentity(
            account,
            clientId is null
                ? new DefaultAzureCredential()
                : new ManagedIdentityCredential(
                    ManagedIdentityId.FromUserAssignedClientId(clientId)
                )
        );

    internal static AzureClients FromIdentity(
        string account,
        TokenCredential identity,
        Action<ClientOptions>? configure = null
    ) =>
        AccountName().IsMatch(account)
            ? new AzureClients(
                new TableServiceClient(
                    new Uri($"https://{account}.table.core.windows.net"),
                    identity,
                    Options(new TableClientOptions(), configure)
                ),
                new BlobServiceClient(
                    new Uri($"https://{account}.blob.core.windows.net"),
                    identity,
                    Options(new BlobClientOptions(BlobVersion), configure)
                )
            )
            : throw new StorageUnavailableException(
                "an account's name is 3 to 24 lower-case letters and digits."
            );

    private static T Options<T>(T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        // The service itself gives up after 30 seconds.
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(40);
        // An address in a log or a trace would hold the key of a row.
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.AddPolicy(new Retried.Policy(), HttpPipelinePosition.PerRetry);
        configure?.Invoke(options);
        return options;
    }

    [GeneratedRegex(@"\A[a-z0-9]{3,24}\z")]
    private static partial Regex AccountName();
}
