namespace Survey.Storage;

/// <summary>Held by the one program that uses a data folder; the system lets go of it when the program ends, however it
/// ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    /// <param name="folder">Made when it is not there.</param>
    /// <exception cref="StorageUnavailableException">Another program holds it.</exception>
    public FolderLock(string folder)
    {
        try
        {
            Disk.MakeFolder(folder);
            _file = new FileStream(
                Path.Combine(folder, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageUnavailableException($"{folder} may not be written.", e);
        }
        catch (IOException e)
        {
            throw new StorageUnavailableException($"{folder} is in use by another program.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
