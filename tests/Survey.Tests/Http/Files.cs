using Survey.Tests.Storage;

namespace Survey.Tests.Http;

internal static class Files
{
    /// <summary>A file that another may have open.</summary>
    public static byte[] ReadShared(string path)
    {
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes a file, making its folder.</summary>
    public static TemporaryFolder With(this TemporaryFolder folder, string file, string content)
    {
        var path = folder.File(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return folder;
    }
}
