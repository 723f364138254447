namespace Survey.Browser.Tests;

/// <summary>A new folder that outlives a server and goes with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("survey-browser-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
