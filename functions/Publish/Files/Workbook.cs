using System.Collections.Immutable;
using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using SheetCell = SpreadCheetah.Cell;

namespace Survey.Publish;

/// <summary>release.xlsx: what to know first, then a sheet for each table with typed numbers, its head frozen and a
/// filter over it, then what every column and value is called.</summary>
internal static class Workbook
{
    private const double NarrowColumn = 14;
    private const double WideColumn = 60;

    public static async Task<ReleaseFile> WriteAsync(Release release, ImmutableArray<Table> tables)
    {
        using var bytes = new MemoryStream();
        // No document properties: they would hold the time of writing. References: some readers need them.
        await using (
            var book = await Spreadsheet.CreateNewAsync(
                bytes,
                new SpreadCheetahOptions
                {
                    DocumentProperties = null,
                    WriteCellReferenceAttributes = true,
                }
            )
        )
        {
            var styles = new Styles(book);
            await WriteReadMeAsync(book, release, tables, styles);
            foreach (var table in (Table[])[.. tables, ColumnsSheet.Of(release.Definition, tables)])
                await WriteTableAsync(book, table, styles);
            await book.FinishAsync();
        }
        return new ReleaseFile(
            "release.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FixedZip.Again(bytes)
        )
        {
            Title = release.Definition.Words["file-workbook"],
        };
    }

    /// <summary>A column for each language: whose figures these are, the sheets, what to bear in mind.</summary>
    private static async Task WriteReadMeAsync(
        Spreadsheet book,
        Release release,
        ImmutableArray<Table> tables,
        Styles styles
    )
    {
        var languages = release.Definition.Instrument.Languages;
        var options = new WorksheetOptions { FrozenRows = 1 };
        options.Column(1).Width = NarrowColumn;
        for (var at = 0; at < languages.Length; at++)
            options.Column(at + 2).Width = WideColumn;
        await book.StartWorksheetAsync("readme", options);
        await book.AddHeaderRowAsync([release.Wave.Id, .. languages], styles.Head);
        await AddAsync(
            string.Create(CultureInfo.InvariantCulture, $"r{release.Revision}"),
            release.Definition.Instrument.Title
        );
        foreach (var table in tables)
            await AddAsync(table.Name, table.Title);
        await AddAsync(ColumnsSheet.Name, release.Definition.Words["columns-title"]);
        foreach (var note in Notes.Of(release))
            await AddAsync("", note);

        ValueTask AddAsync(string of, Ask.Texts texts) =>
            book.AddRowAsync([
                new SheetCell(of),
                .. languages.Select(language => new SheetCell(texts[language], styles.Wrapped)),
            ]);
    }

    private static async Task WriteTableAsync(Spreadsheet book, Table table, Styles styles)
    {
        var last = SpreadsheetUtility.GetColumnName(table.Columns.Length);
        var options = new WorksheetOptions
        {
            FrozenRows = 1,
            AutoFilter = new AutoFilterOptions(
                string.Create(CultureInfo.InvariantCulture, $"A1:{last}{table.Rows.Length + 1}")
            ),
        };
        for (var at = 0; at < table.Columns.Length; at++)
            options.Column(at + 1).Width = Math.Clamp(
                2 + table.Rows.Select(row => row[at]?.Length ?? 0).DefaultIfEmpty().Max(),
                NarrowColumn,
                WideColumn
            );
        await book.StartWorksheetAsync(table.Name, options);
        await book.AddHeaderRowAsync(
            table.Columns.Select(column => column.Name).ToArray(),
            styles.Head
        );
        foreach (var row in table.Rows)
            await book.AddRowAsync(
                table.Columns.Zip(row, (column, cell) => CellOf(column, cell, styles)).ToArray()
            );
    }

    private static SheetCell CellOf(Column column, string? cell, Styles styles) =>
        (cell, column.Type) switch
        {
            (null, _) => new((string?)null),
            (_, "integer") => new(long.Parse(cell, CultureInfo.InvariantCulture)),
            (_, "number") => new(
                decimal.Parse(cell, CultureInfo.InvariantCulture),
                cell.Length - cell.IndexOf('.', StringComparison.Ordinal) == 5
                    ? styles.FourDecimals
                    : styles.TwoDecimals
            ),
            (_, "boolean") => new(cell == "true"),
            _ => new(cell),
        };

    private sealed class Styles(Spreadsheet book)
    {
        public StyleId Head { get; } = book.AddStyle(new Style { Font = { Bold = true } });

        public StyleId Wrapped { get; } =
            book.AddStyle(new Style { Alignment = { WrapText = true } });

        public StyleId FourDecimals { get; } =
            book.AddStyle(new Style { Format = NumberFormat.Custom("0.0000") });

        public StyleId TwoDecimals { get; } =
            book.AddStyle(new Style { Format = NumberFormat.Custom("0.00") });
    }
}
