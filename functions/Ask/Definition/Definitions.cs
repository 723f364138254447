using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Survey.Ask;

/// <summary>Reads a survey's definition and checks it in two stages: the shape of every file, by the JSON Schemas beside
/// the surveys; then what it means.</summary>
public static class Definitions
{
    private static readonly string[] Parts =
    [
        "instrument",
        "indicators",
        "population",
        "help",
        "pages",
    ];

    /// <summary>A survey may do without it.</summary>
    private const string PlacesPart = "places";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="folder">Of one survey, with the folder <c>schema</c> beside it.</param>
    /// <exception cref="DefinitionException">Something is wrong with the definition; names everything.</exception>
    public static Definition Load(string folder) =>
        Read(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Parts
                .Append(PlacesPart)
                .Select(part => $"{part}.json")
                .Where(file => File.Exists(Path.Combine(folder, file)))
                .ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(folder, file))),
            SchemasIn(Path.Combine(folder, "..", "schema"))
        );

    /// <param name="files">File name to content; a file that is not there is a fault.</param>
    internal static Definition Read(
        string id,
        IReadOnlyDictionary<string, byte[]> files,
        Schemas schemas
    )
    {
        var findings = new Findings();
        var roots = new Dictionary<string, Node>();
        var parts = files.ContainsKey($"{PlacesPart}.json") ? Parts.Append(PlacesPart) : Parts;
        foreach (var part in parts)
            if (Parse($"{part}.json", files, findings) is { } root)
            {
                schemas.Check(root, $"{part}.schema.json");
                roots[part] = root;
            }
        StopAtFaults(id, findings);

        findings.Languages = roots["instrument"].Ids("languages");
        var reader = new InstrumentReader(roots["instrument"]);
        var instrument = reader.Read(
            Convert.ToHexStringLower(SHA256.HashData(files["instrument.json"]))
        );
        var population = new PopulationReader(roots["population"], reader.KnownVariables).Read();
        var reporting = new ReportingReader(
            roots["indicators"],
            reader.KnownVariables,
            population
                .Margins.SelectMany(margin => (Margin?[])[margin, margin.Coarse()])
                .OfType<Margin>()
                .Select(margin => margin.Item)
                .ToHashSet()
        ).Read();
        var help = HelpReader.Read(roots["help"]);
        var pages = new PagesReader(
            roots["pages"],
            reader.KnownVariables,
            [.. roots["instrument"].Items("sections").Select(IdsOfItems)]
        ).Read();
        var places = roots.TryGetValue(PlacesPart, out var list)
            ? PlacesReader.Read(list, reader.KnownVariables)
            : null;
        StopAtFaults(id, findings);
        return new Definition(id, instrument(), reporting, population, help)
        {
            Pages = pages,
            Files = files.ToImmutableSortedDictionary(
                file => file.Key,
                file => Convert.ToHexStringLower(SHA256.HashData(file.Value)),
                StringComparer.Ordinal
            ),
            Places = places,
        };
    }

    private static string[] IdsOfItems(Node section) =>
        [.. section.Items("items").Select(item => item.Text("id"))];

    internal static Schemas SchemasIn(string folder) =>
        new(
            Parts
                .Append(PlacesPart)
                .Append("common")
                .Select(part => $"{part}.schema.json")
                .ToDictionary(
                    file => file,
                    file =>
                        JsonDocument
                            .Parse(File.ReadAllBytes(Path.Combine(folder, file)), Strict)
                            .RootElement
                )
        );

    private static Node? Parse(
        string file,
        IReadOnlyDictionary<string, byte[]> files,
        Findings findings
    )
    {
        if (!files.TryGetValue(file, out var content))
        {
            findings.Faults.Add(new(file, "", "is not there"));
            return null;
        }
        try
        {
            return new Node(file, "", JsonDocument.Parse(content, Strict).RootElement, findings);
        }
        catch (JsonException fault)
        {
            findings.Faults.Add(new(file, "", $"is not JSON: {fault.Message}"));
            return null;
        }
    }

    private static void StopAtFaults(string id, Findings findings)
    {
        if (findings.Faults.Count > 0)
            throw new DefinitionException(id, findings.Faults);
    }
}
