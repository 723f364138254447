using Survey.Storage;

namespace Survey.Standalone;

/// <summary>The folder of the keys and the embedded store.</summary>
internal static class DataFolder
{
    /// <summary>Makes it when it is not there; for its owner only.</summary>
    /// <exception cref="StartException">It cannot be made.</exception>
    public static void Make(string path)
    {
        try
        {
            Disk.MakeFolder(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Survey__DataPath: {fault.Message}");
        }
    }
}
