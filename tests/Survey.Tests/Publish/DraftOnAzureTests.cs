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

    private protected override async Task ReplaceAsync(string blob, string text, string other)
    {
        var client = _azurite!.Clients.Blobs.GetBlobContainerClient("releases").GetBlobClient(blob);
        var content = (await client.DownloadContentAsync()).Value.Content.ToString();
        await client.UploadAsync(
            BinaryData.FromString(content.Replace(text, other)),
            overwrite: true
        );
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _azurite!.DisposeAsync();
    }
}
