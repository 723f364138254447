using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>A file of fixtures/analyses: a made-up wave and what R says of it, or R's answers to something
/// smaller.</summary>
internal sealed class AnalysisFixture
{
    private static readonly string Folder = Path.Combine(Repository.Fixtures, "analyses");

    private AnalysisFixture(byte[] json) => Json = JsonDocument.Parse(json).RootElement;

    public static JsonElement Manifest { get; } =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "manifest.json"))).RootElement;

    /// <summary>The fixtures that hold a wave.</summary>
    public static string[] Waves =>
        [
            .. Manifest
                .GetProperty("fixtures")
                .EnumerateObject()
                .Select(file => file.Name)
                .Except(["changes", "trends", "tests"]),
        ];

    public JsonElement Json { get; }

    public JsonElement this[string part] => Json.GetProperty(part);

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static IEnumerable<string> Files => Directory.GetFiles(Folder).Select(Path.GetFileName)!;

    public static AnalysisFixture Of(string name) => Of(name, Bytes($"{name}.json"));

    /// <exception cref="InvalidDataException">This is not what the script wrote.</exception>
    public static AnalysisFixture Of(string name, byte[] json) =>
        Manifest.GetProperty("fixtures").GetProperty(name).GetString() == Sha256(json)
            ? new AnalysisFixture(json)
            : throw new InvalidDataException(
                $"{name}.json is not what make.R wrote: change the script and run it again."
            );

    public static string Sha256(byte[] content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    public Definition Definition =>
        MadeUpWave.Of(
            (item) =>
                [
                    .. this["population"]
                        .GetProperty(item)
                        .EnumerateArray()
                        .Select(people => people.GetInt64()),
                ]
        );

    /// <summary>Every respondent's stored text.</summary>
    public IEnumerable<string> Rows =>
        this["rows"]
            .GetString()!
            .Split(' ')
            .Select(row => row.Split('*'))
            .SelectMany(row =>
                Enumerable.Repeat(
                    row[0],
                    row.Length > 1 ? int.Parse(row[1], CultureInfo.InvariantCulture) : 1
                )
            );

    public Sample Sample() => new(Definition, Respondents.Count(Definition, Rows));

    /// <summary>The fixture's rows by the levels of some sides.</summary>
    public PatternCounts Count(params Side[] sides)
    {
        var definition = Definition;
        var layout = new CountLayout(definition);
        var coder = new Coder(definition, layout);
        var counts = new PatternCounts(sides, definition.Reporting, layout);
        foreach (var row in Rows)
        {
            coder.Read(row, out var cell);
            counts.Add(cell, coder.Marks);
        }
        return counts;
    }

    public static Side SideOf(JsonElement id) => MadeUpWave.Side(id.GetString()!);

    /// <summary>What the fixture says instead of figures, as ours has it; null: it has figures.</summary>
    public static NotEstimable? ReasonOf(JsonElement part) =>
        part.TryGetProperty("reason", out var reason)
            ? Enum.Parse<NotEstimable>(
                reason.GetString()!.Replace("_", "", StringComparison.Ordinal),
                ignoreCase: true
            )
            : null;

    public static ImmutableArray<double> Numbers(JsonElement list) =>
        [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
