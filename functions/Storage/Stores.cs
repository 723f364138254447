using Survey.Hosting;

namespace Survey.Storage;

/// <summary>Where the data are, by the settings alone: an Azure storage account, or files on this machine.</summary>
public sealed class Stores : IDisposable
{
    private readonly Func<CancellationToken, Task> _check;

    private Stores(ITables tables, IBlobs blobs, Func<CancellationToken, Task> check) =>
        (Tables, Blobs, _check) = (tables, blobs, check);

    public ITables Tables { get; }

    public IBlobs Blobs { get; }

    /// <exception cref="StorageUnavailableException">One line that names the setting and what is wrong with it.</exception>
    public static Stores Open(Settings settings) =>
        settings switch
        {
            { StorageConnection: { } connection } => OpenAzure(
                "AzureWebJobsStorage",
                () => AzureAccount.FromConnection(connection)
            ),
            { StorageAccount: { } account } => OpenAzure(
                "AzureWebJobsStorage__accountName",
                () => AzureAccount.FromIdentity(account, settings.StorageClientId)
            ),
            _ => OpenFolder(settings.DataPath),
        };

    /// <summary>Asks the store for something small, to fail at start rather than at the first respondent.</summary>
    /// <exception cref="StorageUnavailableException">As for <see cref="Open"/>.</exception>
    public Task CheckAsync(CancellationToken cancel) => _check(cancel);

    private static Stores OpenFolder(string folder) =>
        Naming(
            "Survey__DataPath",
            () =>
            {
                var tables = new SqliteTables(Path.Combine(folder, "survey.db"));
                var blobs = new FileBlobs(Path.Combine(folder, "blobs"));
                return new Stores(tables, blobs, _ => Task.CompletedTask);
            }
        );

    private static Stores OpenAzure(string setting, Func<AzureAccount> read) =>
        Naming(
            setting,
            () =>
            {
                var account = read();
                var tables = new AzureTables(account, new AzureOptions());
                var blobs = new AzureBlobs(account, new AzureOptions());
                return new Stores(tables, blobs, CheckAsync);

                async Task CheckAsync(CancellationToken cancel)
                {
                    try
                    {
                        await tables.CheckAsync(cancel);
                        await blobs.CheckAsync(cancel);
                    }
                    catch (StorageUnavailableException e)
                    {
                        throw new StorageUnavailableException($"{setting}: {e.Message}", e);
                    }
                }
            }
        );

    private static Stores Naming(string setting, Func<Stores> open)
    {
        try
        {
            return open();
        }
        catch (StorageUnavailableException e)
        {
            throw new StorageUnavailableException($"{setting}: {e.Message}", e);
        }
    }

    public void Dispose() => (Tables as IDisposable)?.Dispose();
}
