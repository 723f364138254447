using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

[Collection(AzuriteTests.Name)]
public sealed class AzureBlobsTests(SharedAzurite shared) : BlobsContract
{
    private protected override Task<IBlobs> CreateAsync() =>
        Task.FromResult<IBlobs>(new AzureBlobs(shared.Azurite.Clients.Blobs));
}
