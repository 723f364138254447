using System.Text;
using System.Text.Json.Nodes;
using Survey.Ask;

namespace Survey.Tests.Ask;

/// <summary>The tiny survey of the fixtures, as it is or with a case's changes: JSON patches (RFC 6902) of its files, or
/// whole files.</summary>
internal static class Tiny
{
    private static readonly string Folder = Path.Combine(Repository.Fixtures, "surveys");

    public static readonly string SchemaFolder = Path.Combine(
        AppContext.BaseDirectory,
        "surveys",
        "schema"
    );

    private static readonly Schemas Schemas = Definitions.SchemasIn(SchemaFolder);

    public static Definition Definition { get; } = Definitions.Read("tiny", Files(null), Schemas);

    public static Instrument Instrument => Definition.Instrument;

    /// <param name="kind">valid or invalid.</param>
    public static IEnumerable<string> Cases(string kind) =>
        Directory
            .GetDirectories(Path.Combine(Folder, kind))
            .Select(folder => Path.GetFileName(folder))
            .Order();

    public static Definition Read(string kind, string name) =>
        Definitions.Read("tiny", Files(Path.Combine(Folder, kind, name)), Schemas);

    /// <summary>With another language in place of one.</summary>
    public static Definition In(string before, string after) =>
        Definitions.Read(
            "tiny",
            Files(null)
                .ToDictionary(
                    file => file.Key,
                    file =>
                        Encoding.UTF8.GetBytes(
                            Encoding
                                .UTF8.GetString(file.Value)
                                .Replace($"\"{before}\"", $"\"{after}\"", StringComparison.Ordinal)
                        )
                ),
            Schemas
        );

    public static string Expected(string name) =>
        File.ReadAllText(Path.Combine(Folder, "invalid", name, "expected.txt"));

    private static Dictionary<string, byte[]> Files(string? changes)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (
            var path in Directory.GetFiles(Path.Combine(Folder, "tiny")).Concat(Added(changes))
        )
            if (Content(path, changes) is { } content)
                files[Path.GetFileName(path)] = content;
        return files;
    }

    /// <summary>Files that the tiny survey does without.</summary>
    private static IEnumerable<string> Added(string? changes) =>
        changes is null
            ? []
            : Directory
                .GetFiles(changes, "*.json")
                .Where(path => !path.EndsWith(".patch.json", StringComparison.Ordinal));

    private static byte[]? Content(string path, string? changes)
    {
        var whole = Path.Combine(changes ?? "", Path.GetFileName(path));
        var patch = Path.Combine(
            changes ?? "",
            $"{Path.GetFileNameWithoutExtension(path)}.patch.json"
        );
        if (changes is null || (!File.Exists(whole) && !File.Exists(patch)))
            return File.ReadAllBytes(path);
        return File.Exists(whole)
            ? File.ReadAllBytes(whole)
            : Patched(JsonNode.Parse(File.ReadAllBytes(path)), patch);
    }

    private static byte[]? Patched(JsonNode? root, string patch)
    {
        foreach (var change in JsonNode.Parse(File.ReadAllText(patch))!.AsArray())
            root = JsonPatch.Apply(root!, change!);
        return root is null ? null : Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
