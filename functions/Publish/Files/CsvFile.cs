using System.Collections.Immutable;
using CsvHelper;
using Survey.Ask;

namespace Survey.Publish;

/// <param name="Type">In Frictionless' words: string, integer, number, boolean.</param>
internal record Column(string Name, string Type, string Description)
{
    /// <summary>The only values there are; empty: any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];
}

/// <param name="Cell">A row's value in it, as text; null: none.</param>
internal sealed record Column<TRow>(
    string Name,
    string Type,
    string Description,
    Func<TRow, string?> Cell
) : Column(Name, Type, Description);

/// <summary>A table: UTF-8 without a mark, RFC 4180 with a header and CRLF, <c>.</c> decimals, nothing for no value.</summary>
internal sealed record CsvFile(
    ReleaseFile File,
    Texts Title,
    ImmutableArray<Column> Columns,
    ImmutableArray<string> Key
)
{
    public const string MediaType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions Rfc4180 = new() { NewLine = "\r\n" };

    public static CsvFile Write<TRow>(
        string name,
        Texts title,
        ImmutableArray<Column<TRow>> columns,
        ImmutableArray<string> key,
        IEnumerable<TRow> rows
    )
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Rfc4180, leaveOpen: true))
        {
            csv.WriteRecord([.. columns.Select(column => column.Name)]);
            foreach (var row in rows)
                csv.WriteRecord([.. columns.Select(column => column.Cell(row))]);
        }
        return new CsvFile(
            new ReleaseFile(name, MediaType, bytes.ToArray()),
            title,
            [.. columns],
            key
        );
    }
}
