using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Survey.Storage;

/// <summary>Azure Blob Storage.</summary>
internal sealed class AzureBlobs(BlobServiceClient service) : IBlobs
{
    /// <summary>Metadata that tells our own blob from another's when the answer to the first try was lost.</summary>
    private const string Writer = "writer";

    private readonly AzureFaults _faults = new("Blob", service.Uri);

    public Task<bool> CreateAsync(
        string container,
        string name,
        ReadOnlyMemory<byte> content,
        string mediaType,
        CancellationToken cancel
    )
    {
        var blob = BlobOf(container, name);
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
            Metadata = new Dictionary<string, string> { [Writer] = Guid.NewGuid().ToString("N") },
        };
        return _faults.GuardAsync(
            async () =>
            {
                try
                {
                    return await CreateAsync(blob, content, options, cancel);
                }
                catch (RequestFailedException e)
                    when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
                {
                    await service
                        .GetBlobContainerClient(container)
                        .CreateIfNotExistsAsync(cancellationToken: cancel);
                    return await CreateAsync(blob, content, options, cancel);
                }
            },
            cancel
        );
    }

    private static async Task<bool> CreateAsync(
        BlobClient blob,
        ReadOnlyMemory<byte> content,
        BlobUploadOptions options,
        CancellationToken cancel
    )
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(content), options, cancel);
            return true;
        }
        catch (RequestFailedException e)
            when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists
                || e.ErrorCode == BlobErrorCode.ConditionNotMet
            )
        {
            var there = (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value.Metadata;
            return there.TryGetValue(Writer, out var writer) && writer == options.Metadata[Writer];
        }
    }

    public Task<Stream?> OpenReadAsync(
        string container,
        string name,
        long offset,
        long? length,
        CancellationToken cancel
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0);
        var blob = BlobOf(container, name);
        return _faults.GuardAsync(
            async () =>
            {
                try
                {
                    if (length == 0)
                        return await blob.ExistsAsync(cancel) ? Stream.Null : null;
                    var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
                    return (
                        await blob.DownloadContentAsync(options, cancel)
                    ).Value.Content.ToStream();
                }
                catch (RequestFailedException e)
                    when (e.ErrorCode == BlobErrorCode.BlobNotFound
                        || e.ErrorCode == BlobErrorCode.ContainerNotFound
                    )
                {
                    return null;
                }
                catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidRange)
                {
                    return Stream.Null;
                }
            },
            cancel
        );
    }

    private BlobClient BlobOf(string container, string name)
    {
        Limits.CheckContainer(container);
        Limits.CheckBlob(name);
        return service.GetBlobContainerClient(container).GetBlobClient(name);
    }
}
