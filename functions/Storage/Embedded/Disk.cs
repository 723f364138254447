using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Survey.Storage;

/// <summary>What .NET does not offer: to give a file its name only if nobody has, in one step, and to have a folder's
/// entries on disk.</summary>
internal static class Disk
{
    private const int Exists = 17;

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
        var flushed = Flush(handle) == 0;
        _ = Close(handle);
        if (!flushed)
            throw new IOException("A folder could not be flushed to disk.");
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name
    );

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
