namespace Survey.Storage;

/// <summary>Blobs as files, a folder per container. Whoever links the file to its name first has made the blob.</summary>
internal sealed class FileBlobs : IBlobs
{
    private const string Temporary = ".tmp-";

    private readonly string _folder;

    /// <summary>Removes what writes that were cut off have left.</summary>
    /// <param name="folder">Made when it is not there.</param>
    /// <exception cref="StorageUnavailableException">The folder cannot be used.</exception>
    public FileBlobs(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Guard(() =>
        {
            Disk.MakeFolder(_folder);
            foreach (var container in Directory.EnumerateDirectories(_folder))
            {
                Disk.MakeFolder(container);
                foreach (var left in Directory.EnumerateFiles(container, Temporary + "*"))
                    File.Delete(left);
            }
            return true;
        });
    }

    public Task<bool> CreateAsync(
        string container,
        string name,
        ReadOnlyMemory<byte> content,
        string mediaType,
        CancellationToken cancel
    )
    {
        var path = PathOf(container, name);
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(
            Guard(() => !File.Exists(path) && Create(path, new BlobFile(mediaType, content)))
        );
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
        var path = PathOf(container, name);
        return Task.FromResult(Guard(() => BlobFile.ContentOf(path, offset, length)));
    }

    private static bool Create(string path, BlobFile file)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Disk.MakeFolder(folder);
            Disk.FlushFolder(Path.GetDirectoryName(folder)!);
        }
        var temporary = Path.Combine(folder, Temporary + Guid.NewGuid().ToString("N"));
        try
        {
            file.Write(temporary);
            var made = Disk.TryLink(temporary, path);
            Disk.FlushFolder(folder);
            return made;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>One flat folder: a name's / is a + on disk, which no name has.</summary>
    private string PathOf(string container, string name)
    {
        Limits.CheckContainer(container);
        Limits.CheckBlob(name);
        return Path.Combine(_folder, container, name.Replace('/', '+'));
    }

    private static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The data folder cannot be used now.", e);
        }
    }
}
