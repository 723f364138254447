namespace Survey.Tests.Hosting;

/// <summary>An empty folder that goes when the test ends.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("survey-").FullName;

    /// <summary>Writes a file, making its folder.</summary>
    public TempFolder With(string file, string content)
    {
        var path = System.IO.Path.Join(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
