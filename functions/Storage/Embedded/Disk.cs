using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Survey.Storage;

/// <summary>What .NET does not offer: to give a file its name only if nobody has, in one step, and to have a folder's
/// entries on disk.</summary>
internal static class Disk
{
    private const int Exists = 17;

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>How to write a new file that is its owner's only.</summary>
    public static FileStreamOptions NewFile
    {
        get
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    /// <summary>Makes a folder when it is not there; it is its owner's only, also where it was there, open to others.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnerOnly);
        File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>False when the new name is taken.</summary>
    public static bool TryLink(string file, string name)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(file, name);
        if (Link(file, name) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == Exists
            ? false
            : throw new IOException("A file could not be given its name.", new Win32Exception());
    }

    /// <summary>One step on Windows; elsewhere .NET looks first and then renames.</summary>
    private static bool TryMove(string file, string name)
    {
        try
        {
            File.Move(file, name);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    /// <summary>Windows keeps its folders in a journal and needs none of this.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0);
        if (handle < 0)
            throw new IOException("A folder could not be opened.", new Win32Exception());
        var flushed = FlushHandle(handle) == 0;
        _ = Close(handle);
        if (!flushed)
            throw new IOException("A folder could not be flushed to disk.");
    }

    /// <summary>Waits until a file that is there is on disk.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name
    );

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FlushHandle(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
