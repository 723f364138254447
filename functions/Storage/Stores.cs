namespace Survey.Storage;

/// <summary>Where the data are, by the settings alone: an Azure storage account, or files on this machine.</summary>
public sealed class Stores : IDisposable
{
    private readonly string _setting;
    private readonly FolderLock? _held;

    private Stores(string setting, ITables tables, IBlobs blobs, FolderLock? held = null) =>
        (_setting, Tables, Blobs, _held) = (setting, tables, blobs, held);

    public ITables Tables { get; }

    public IBlobs Blobs { get; }

    /// <summary>The data file was found damaged and was mended: at how many places rows are lost. Null: nothing was
    /// found.</summary>
    public int? LostPlaces => (Tables as SqliteTables)?.LostPlaces;

    /// <exception cref="StartException">Names the setting and what is wrong with it.</exception>
    public static Stores Open(Settings settings)
    {
        var setting = settings switch
        {
            { StorageConnection: not null } => "AzureWebJobsStorage",
            { StorageAccount: not null } => "AzureWebJobsStorage__accountName",
            _ => "Survey__DataPath",
        };
        try
        {
            return settings switch
            {
                { StorageConnection: { } connection } => Open(
                    setting,
                    AzureClients.FromConnection(connection)
                ),
                { StorageAccount: { } account } => Open(
                    setting,
                    AzureClients.FromIdentity(account, settings.StorageClientId)
                ),
                _ => Open(setting, settings.DataPath),
            };
        }
        catch (StorageUnavailableException e)
        {
            throw new StartException($"{setting}: {e.Message}");
        }
    }

    private static Stores Open(string setting, AzureClients clients) =>
        new(setting, new AzureTables(clients.Tables), new AzureBlobs(clients.Blobs));

    private static Stores Open(string setting, string folder)
    {
        var held = new FolderLock(folder);
        try
        {
            return new(
                setting,
                new SqliteTables(Path.Combine(folder, "survey.db")),
                new FileBlobs(Path.Combine(folder, "blobs")),
                held
            );
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Finds out before the first respondent does whether the store can be used.</summary>
    /// <exception cref="StartException">Names the setting and what is wrong with it.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        try
        {
            await Tables.CheckAsync(cancel);
            await Blobs.CheckAsync(cancel);
        }
        catch (StorageUnavailableException e)
        {
            throw new StartException($"{_setting}: {e.Message}");
        }
    }

    public void Dispose()
    {
        (Tables as IDisposable)?.Dispose();
        _held?.Dispose();
    }
}
