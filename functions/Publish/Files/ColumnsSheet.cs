using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>The workbook's last sheet: what each column of each table holds, and what its values are called.</summary>
internal static class ColumnsSheet
{
    public const string Name = "columns";

    public static Table Of(Definition definition, ImmutableArray<Table> tables) =>
        Table.Of<(Table Table, Column Column, string? Value, Texts Text)>(
            Name,
            definition.Words["columns-title"],
            [
                new("table", "string", row => row.Table.Name),
                new("column", "string", row => row.Column.Name),
                new("value", "string", row => row.Value) { Says = "value-of-column" },
                .. TextColumns.Of<(Table, Column, string?, Texts Text)>(
                    definition,
                    "text",
                    row => row.Text
                ),
            ],
            ["table", "column", "value"],
            from table in tables
            from column in table.Columns
            from row in column
                .Categories.Select(one => ((string?)one.Value, one.Name))
                .Prepend((null, column.DescriptionIn(definition.Words)))
            select (table, column, row.Item1, row.Item2)
        );
}
