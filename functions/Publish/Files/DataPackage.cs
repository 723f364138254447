using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Survey.Publish;

/// <summary>datapackage.json: Frictionless Data Package, version 2.</summary>
internal static class DataPackage
{
    public const string Name = "datapackage.json";

    public static ReleaseFile Write(Release release, IEnumerable<CsvFile> tables)
    {
        var definition = release.Definition;
        var (instrument, language) = (definition.Instrument, definition.FilesLanguage);
        var id = $"{instrument.Id}-{release.Wave.Id}".ToLowerInvariant();
        var title = $"{instrument.Title[language]}, {release.Wave.Id}";
        return PublishJson.File(
            Name,
            new PackageView(
                "https://datapackage.org/profiles/2.0/datapackage.json",
                release.Wave.Synthetic ? $"synthetic-{id}" : id,
                release.Wave.Synthetic ? $"{title} (synthetic)" : title,
                string.Join("\n\n", Notes.Of(release).Select(note => note[language])),
                $"{release.Revision}.0.0",
                release.Wave.Synthetic,
                [.. tables.Select(table => View(table, language))]
            )
        );
    }

    private static ResourceView View(CsvFile table, string language) =>
        new(
            "https://datapackage.org/profiles/2.0/dataresource.json",
            "table",
            Path.GetFileNameWithoutExtension(table.File.Name),
            table.Title[language],
            table.File.Name,
            "csv",
            "text/csv",
            "utf-8",
            table.File.Content.Length,
            $"sha256:{table.File.Sha256}",
            new("https://datapackage.org/profiles/2.0/tabledialect.json", ",", "\r\n"),
            new(
                "https://datapackage.org/profiles/2.0/tableschema.json",
                [
                    .. table.Columns.Select(column => new FieldView(
                        column.Name,
                        column.Type,
                        column.Description,
                        column.Values.IsEmpty ? null : new ConstraintsView(column.Values)
                    )),
                ],
                [""],
                table.Key
            )
        );
}

internal sealed record PackageView(
    [property: JsonPropertyName("$schema")] string Schema,
    string Name,
    string Title,
    string Description,
    string Version,
    bool Synthetic,
    ImmutableArray<ResourceView> Resources
);

internal sealed record ResourceView(
    [property: JsonPropertyName("$schema")] string Profile,
    string Type,
    string Name,
    string Title,
    string Path,
    string Format,
    [property: JsonPropertyName("mediatype")] string MediaType,
    string Encoding,
    long Bytes,
    string Hash,
    DialectView Dialect,
    SchemaView Schema
);

internal sealed record DialectView(
    [property: JsonPropertyName("$schema")] string Schema,
    string Delimiter,
    string LineTerminator
);

internal sealed record SchemaView(
    [property: JsonPropertyName("$schema")] string Schema,
    ImmutableArray<FieldView> Fields,
    ImmutableArray<string> MissingValues,
    ImmutableArray<string> PrimaryKey
);

internal sealed record FieldView(
    string Name,
    string Type,
    string Description,
    ConstraintsView? Constraints
);

internal sealed record ConstraintsView(ImmutableArray<string> Enum);
