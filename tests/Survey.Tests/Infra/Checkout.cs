using System.Text.Json.Nodes;

namespace Survey.Tests.Infra;

/// <summary>The repository's own files, by path from its root with forward slashes.</summary>
internal static class Checkout
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", ".git"];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    public static JsonNode Json(string path) => JsonNode.Parse(Read(path))!;

    public static bool Has(string path) =>
        Path.Exists(Path.Combine(Repository.Root, path.TrimStart('.', '/')));

    public static string PathOf(string path) => Path.Combine(Repository.Root, path);

    /// <summary>Files under a folder, without what builds leave there.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, folder),
                pattern,
                SearchOption.AllDirectories
            )
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(Made).Any())
            .Order(StringComparer.Ordinal)
            .ToArray();
}
