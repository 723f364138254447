using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Survey.Http;

namespace Survey.Ask;

/// <summary>Reads a survey's definition and checks it in two stages: the shape of every file, by the JSON Schemas beside
/// the surveys; then what it means.</summary>
public static class Definitions
{
    private static readonly string[] Parts =
    [
        "survey",
        "instrument",
        "indicators",
        "population",
        "help",
        "pages",
    ];

    /// <summary>Beside the surveys.</summary>
    public const string SchemaFolder = "schema";

    /// <summary>A survey may do without them.</summary>
    private static readonly string[] OptionalParts = [PlacesPart, WordsPart, KitPart];

    private const string PlacesPart = "places";
    private const string WordsPart = "words";
    private const string KitPart = "kit";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="folder">Of one survey.</param>
    /// <param name="schemaFolder">Null: the folder <c>schema</c> beside it.</param>
    /// <exception cref="DefinitionException">Something is wrong with the definition; names everything.</exception>
    public static Definition Load(string folder, string? schemaFolder = null)
    {
        var schemas = SchemasIn(schemaFolder ?? Path.Combine(folder, "..", SchemaFolder));
        var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var files = FilesIn(folder);
        return EarlierVersions.Add(
            Read(id, files, schemas),
            folder,
            own =>
                Read(
                    id,
                    own.SetItems(files.Where(file => !own.ContainsKey(file.Key))),
                    schemas,
                    true
                )
        );
    }

    internal static ImmutableDictionary<string, byte[]> FilesIn(string folder) =>
        Parts
            .Concat(OptionalParts)
            .Select(part => $"{part}.json")
            .Where(file => File.Exists(Path.Combine(folder, file)))
            .ToImmutableDictionary(
                file => file,
                file => File.ReadAllBytes(Path.Combine(folder, file))
            );

    /// <param name="files">File name to content; a file that is not there is a fault.</param>
    /// <param name="isEarlier">Of pages.json and places.json, written for a later version, what names something that this
    /// one does not ask is left out.</param>
    internal static Definition Read(
        string id,
        IReadOnlyDictionary<string, byte[]> files,
        Schemas schemas,
        bool isEarlier = false
    )
    {
        var findings = new Findings();
        var roots = new Dictionary<string, Node>();
        var optional = OptionalParts.Where(part => files.ContainsKey($"{part}.json"));
        foreach (var part in Parts.Concat(optional))
            if (Parse($"{part}.json", files, findings) is { } root)
            {
                schemas.Check(root, $"{part}.schema.json");
                roots[part] = root;
            }
        StopAtFaults(id, findings);

        var languages = findings.Languages = roots["instrument"].Ids("languages");
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
            [.. roots["instrument"].Items("sections").Select(IdsOfItems)],
            isEarlier
        ).Read();
        var places = roots.TryGetValue(PlacesPart, out var list)
            ? findings.Try(isEarlier, () => PlacesReader.Read(list, reader.KnownVariables))
            : null;
        var kit = roots.TryGetValue(KitPart, out var printed)
            ? KitReader.Read(printed, pages.Sheets.Select(sheet => sheet.Id))
            : null;
        var calendar = SurveyReader.Calendar(roots["survey"]);
        var filesLanguage = SurveyReader.FilesLanguage(roots["survey"], languages);
        var words = new WordsReader(
            roots.GetValueOrDefault(WordsPart, Nothing($"{WordsPart}.json", findings)),
            languages
        ).Read();
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
            Kit = kit,
            Calendar = calendar,
            FilesLanguage = filesLanguage,
            Licence = SurveyReader.Licence(roots["survey"]),
            Words = words,
        };
    }

    private static string[] IdsOfItems(Node section) =>
        [.. section.Items("items").Select(item => item.Text("id"))];

    internal static Schemas SchemasIn(string folder) =>
        new(
            Parts
                .Concat(OptionalParts)
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

    private static Node Nothing(string file, Findings findings) =>
        new(file, "", JsonSerializer.SerializeToElement(new object()), findings);

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
            // Before the parser: it compares names, and throws where one is no text.
            if (JsonBody.IsText(content))
                return new Node(
                    file,
                    "",
                    JsonDocument.Parse(content, Strict).RootElement,
                    findings
                );
            findings.Faults.Add(new(file, "", "holds half of a character (\\ud800 to \\udfff)"));
            return null;
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
