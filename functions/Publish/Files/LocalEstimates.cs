using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>estimates.(language).csv, of each language that writes numbers with a comma: what estimates.csv holds, as a
/// spreadsheet of that language opens it, with the words for what ids stand for.</summary>
internal static class LocalEstimates
{
    public static IEnumerable<ReleaseFile> Write(Release release) =>
        release
            .Definition.Instrument.Languages.Where(language =>
                release.Definition.Words["decimal-sign"][language] == ","
            )
            .Select(language =>
                Csv.WriteForSpreadsheet(
                    $"estimates.{language}.csv",
                    release.Definition.Words["file-spreadsheet"],
                    InWords(EstimatesTable.Of(release, language), language)
                )
            );

    /// <summary>After each column of ids a column of their names, headed as it with <c>_text</c>.</summary>
    private static Table InWords(Table table, string language) =>
        table with
        {
            Columns =
            [
                .. table.Columns.SelectMany(column =>
                    column.Categories.IsEmpty
                        ? [column]
                        : (Column[])[column, new($"{column.Name}_text", "string")]
                ),
            ],
            Rows =
            [
                .. table.Rows.Select(row =>
                    table
                        .Columns.Zip(row, (column, cell) => Cells(column, cell, language))
                        .SelectMany(cells => cells)
                        .ToImmutableArray()
                ),
            ],
        };

    private static string?[] Cells(Column column, string? cell, string language) =>
        column.Type == "number" ? [cell?.Replace('.', ',')]
        : column.Categories.IsEmpty ? [cell]
        : [cell, column.NameOf(cell)?[language]];
}
