using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>A table of a release, whatever file it is written to. A cell is text: numbers with a <c>.</c>, null for no
/// value.</summary>
/// <param name="Name">Of its files, without the ending.</param>
/// <param name="Key">Columns that no two rows have alike.</param>
internal sealed record Table(
    string Name,
    Texts Title,
    ImmutableArray<Column> Columns,
    ImmutableArray<string> Key,
    ImmutableArray<ImmutableArray<string?>> Rows
)
{
    public static Table Of<TRow>(
        string name,
        Texts title,
        ImmutableArray<Column<TRow>> columns,
        ImmutableArray<string> key,
        IEnumerable<TRow> rows
    ) =>
        new(
            name,
            title,
            [.. columns],
            key,
            [.. rows.Select(row => columns.Select(column => column.Cell(row)).ToImmutableArray())]
        );
}
