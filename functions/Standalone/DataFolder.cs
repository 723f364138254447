namespace Survey.Standalone;

/// <summary>The folder of the keys and the embedded store.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it when it is not there, for its owner only.</summary>
    /// <exception cref="StartException">It cannot be made.</exception>
    public static void Make(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
            {
                Directory.CreateDirectory(path, OwnerOnly);
                // It may have been there, open to others.
                File.SetUnixFileMode(path, OwnerOnly);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Survey__DataPath: {fault.Message}");
        }
    }
}
