using Survey.Storage;
using Survey.Tests.Storage.Azure;

namespace Survey.Tests.Publish;

public sealed class DraftOnAzureTests : DraftContract
{
    private Azurite? _azurite;

    private protected override async Task<(ITables, IBlobs)?> CreateAsync()
    {
        _azurite = await Azurite.StartAsync();
        var clients = _azurite.Clients;
        return (new AzureTables(clients.Tables), new AzureBlobs(clients.Blobs));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _azurite!.DisposeAsync();
    }
}
