using System.Collections.Immutable;
using System.Xml.Linq;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>The tables of a release in DDI: a variable for each column, and estimates.csv as a cube.</summary>
internal static class DdiTables
{
    public static IEnumerable<XElement> ColumnsOf(
        Definition definition,
        ImmutableArray<Table> tables
    ) =>
        from table in tables
        from column in table.Columns
        select new XElement(
            Ddi.Names + "var",
            new XAttribute("ID", IdOf(table, column)),
            new XAttribute("name", column.Name),
            new XAttribute("files", Ddi.Id("F", table.Name)),
            new XElement(Ddi.Names + "location", new XAttribute("fileid", Ddi.Id("F", table.Name))),
            Ddi.Texts("labl", column.DescriptionIn(definition.Words)),
            column.Categories.Select(one => DdiQuestions.Value(one.Value, one.Name)),
            new XElement(
                Ddi.Names + "varFormat",
                new XAttribute(
                    "type",
                    column.Type is "integer" or "number" ? "numeric" : "character"
                )
            )
        );

    /// <summary>Its key are the dimensions, its numbers the measures.</summary>
    public static XElement CubeOf(Definition definition, Table table) =>
        new(
            Ddi.Names + "nCube",
            new XAttribute("ID", Ddi.Id("C", table.Name)),
            new XAttribute("name", table.Name),
            new XAttribute("dmnsQnty", Ddi.Number(table.Key.Length)),
            new XAttribute("cellQnty", Ddi.Number(table.Rows.Length)),
            new XElement(Ddi.Names + "location", new XAttribute("fileid", Ddi.Id("F", table.Name))),
            Ddi.Texts("labl", table.Title),
            Ddi.Texts("universe", definition.Population.Name),
            table.Key.Select(
                (key, at) =>
                    new XElement(
                        Ddi.Names + "dmns",
                        new XAttribute("rank", Ddi.Number(at + 1)),
                        new XAttribute(
                            "varRef",
                            IdOf(table, table.Columns.First(column => column.Name == key))
                        )
                    )
            ),
            table
                .Columns.Where(column => column.Type is "integer" or "number")
                .Select(column => new XElement(
                    Ddi.Names + "measure",
                    new XAttribute("varRef", IdOf(table, column)),
                    new XAttribute("additivity", "non-additive")
                ))
        );

    private static string IdOf(Table table, Column column) => Ddi.Id("T", table.Name, column.Name);
}
