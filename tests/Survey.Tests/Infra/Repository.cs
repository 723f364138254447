using System.Text.Json.Nodes;

namespace Survey.Tests.Infra;

/// <summary>The repository's own files, by path from its root with forward slashes.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", ".git"];

    private static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static JsonNode Json(string path) => JsonNode.Parse(Read(path))!;

    public static bool Has(string path) =>
        Path.Exists(Path.Combine(Root, path.TrimStart('.', '/')));

    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>Files under a folder, without what builds leave there.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(Made).Any())
            .Order(StringComparer.Ordinal)
            .ToArray();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Survey.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Survey.sln above.");
        return folder.FullName;
    }
}
