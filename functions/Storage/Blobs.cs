namespace Survey.Storage;

/// <summary>Containers of blobs, in the words of Azure Blob Storage. A container is made by its first write. A blob is
/// written once and never changes; its name is parts of letters, digits, dashes, dots and underscores, divided by /, at
/// most 200 characters. When the store cannot be reached: <see cref="StorageUnavailableException"/>.</summary>
public interface IBlobs
{
    /// <summary>Writes a blob that must not exist yet; false when it does (nothing is changed).</summary>
    Task<bool> CreateAsync(
        string container,
        string name,
        ReadOnlyMemory<byte> content,
        string mediaType,
        CancellationToken cancel
    );

    /// <summary>The bytes from <paramref name="offset"/>, <paramref name="length"/> of them (null: to the end), as a
    /// stream for the caller to dispose: fewer or none where the blob ends before; null when there is no such blob.</summary>
    Task<Stream?> OpenReadAsync(
        string container,
        string name,
        long offset,
        long? length,
        CancellationToken cancel
    );
}
