using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>datapackage.json: Frictionless Data Package, version 2.</summary>
internal static class DataPackage
{
    public static ReleaseFile Write(Release release, IEnumerable<Table> tables)
    {
        var definition = release.Definition;
        var (instrument, language) = (definition.Instrument, definition.FilesLanguage);
        var id = $"{instrument.Id}-{release.Wave.Id}".ToLowerInvariant();
        var title = $"{instrument.Title[language]}, {release.Wave.Id}";
        var view = new PackageView(
            "https://datapackage.org/profiles/2.0/datapackage.json",
            release.Wave.Synthetic ? $"synthetic-{id}" : id,
            release.Wave.Synthetic ? $"{title} (synthetic)" : title,
            string.Join("\n\n", Notes.Of(release).Select(note => note[language])),
            $"{release.Revision}.0.0",
            release.Wave.Synthetic,
            definition.Licence is { } licence
                ? [new(licence.Name, licence.Title, licence.Path)]
                : null,
            [
                new(instrument.Title[language], instrument.Version),
                new(definition.Population.Source, null),
            ],
            definition.Pages.Operator is { } responsible
                ? [new(responsible.Name[language], ["publisher"])]
                : null,
            [.. tables.Select(table => View(table, definition.Words, language))]
        );
        return PublishJson.File("datapackage.json", view) with
        {
            Title = definition.Words["file-datapackage"],
        };
    }

    private static ResourceView View(Table table, Words words, string language)
    {
        var file = Csv.Write(table);
        return new(
            "https://datapackage.org/profiles/2.0/dataresource.json",
            "table",
            table.Name,
            table.Title[language],
            file.Name,
            "csv",
            "text/csv",
            "utf-8",
            file.Content.Length,
            $"sha256:{file.Sha256}",
            new("https://datapackage.org/profiles/2.0/tabledialect.json", ",", "\r\n"),
            new(
                "https://datapackage.org/profiles/2.0/tableschema.json",
                [
                    .. table.Columns.Select(column => new FieldView(
                        column.Name,
                        column.Type,
                        column.DescriptionIn(words)[language],
                        column.Categories.IsEmpty
                            ? null
                            :
                            [
                                .. column.Categories.Select(one => new LabelView(
                                    one.Value,
                                    one.Name[language]
                                )),
                            ]
                    )),
                ],
                [new("", words["no-value"][language])],
                table.Key
            )
        );
    }
}

internal sealed record PackageView(
    [property: JsonPropertyName("$schema")] string Schema,
    string Name,
    string Title,
    string Description,
    string Version,
    bool Synthetic,
    ImmutableArray<LicenceView>? Licenses,
    ImmutableArray<SourceView> Sources,
    ImmutableArray<ContributorView>? Contributors,
    ImmutableArray<ResourceView> Resources
);

internal sealed record LicenceView(string Name, string Title, string Path);

internal sealed record SourceView(string Title, string? Version);

internal sealed record ContributorView(string Title, ImmutableArray<string> Roles);

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
    ImmutableArray<LabelView> MissingValues,
    ImmutableArray<string> PrimaryKey
);

internal sealed record FieldView(
    string Name,
    string Type,
    string Description,
    ImmutableArray<LabelView>? Categories
);

/// <summary>A value and what it is called.</summary>
internal sealed record LabelView(string Value, string Label);
