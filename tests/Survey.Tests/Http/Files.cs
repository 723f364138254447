using Survey.Tests.Storage;

namespace Survey.Tests.Http;

internal static class Files
{
    /// <summary>Writes a file, making its folder.</summary>
    public static TemporaryFolder With(this TemporaryFolder folder, string file, string content)
    {
        var path = folder.File(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return folder;
    }
}
