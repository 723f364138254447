namespace Survey.Tests;

/// <summary>The program's sources, as text.</summary>
internal static class SourceFiles
{
    /// <param name="endings">Of the files' names.</param>
    public static IEnumerable<string> Of(params string[] endings)
    {
        var folder = Path.Combine(Repository.Root, "functions");
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file =>
                endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
                && Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0]
                    is not ("bin" or "obj" or "surveys")
            )
            .Select(File.ReadAllText);
    }
}
