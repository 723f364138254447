using System.Globalization;
using System.Text;

namespace Survey.Publish;

/// <summary>read.R: gives R the tables of the folder that it lies in, with types and labels.</summary>
internal static class ReadR
{
    public static ReleaseFile Write(Release release, IEnumerable<Table> tables)
    {
        var language = release.Definition.FilesLanguage;
        var script = new StringBuilder(
            $$"""
            # {{release.Definition.Id}} {{release.Wave.Id}}, {{FormattableString.Invariant(
                $"r{release.Revision}"
            )}}
            # release <- source("read.R", encoding = "UTF-8")$value
            # release$estimates; attr(release$estimates$status, "labels"); attr(release$estimates$base, "label")
            local({
              folder <- if (is.null(sys.frame(1)$ofile)) "." else dirname(sys.frame(1)$ofile)
              table <- function(file, classes, labels, values) {
                data <- read.csv(file.path(folder, file), colClasses = classes, na.strings = "",
                  fileEncoding = "UTF-8", check.names = FALSE)
                for (name in names(labels)) attr(data[[name]], "label") <- labels[[name]]
                for (name in names(values)) attr(data[[name]], "labels") <- values[[name]]
                data
              }
              list(

            """
        );
        script.AppendJoin(",\n", tables.Select(table => OfTable(table, release, language)));
        script.Append("\n  )\n})\n");
        return new ReleaseFile(
            "read.R",
            "text/plain; charset=utf-8",
            Encoding.UTF8.GetBytes(script.Replace("\r\n", "\n").ToString())
        )
        {
            Title = release.Definition.Words["file-r"],
        };
    }

    private static string OfTable(Table table, Release release, string language)
    {
        var words = release.Definition.Words;
        var classes = table.Columns.Select(column => (column.Name, Quoted(ClassOf(column))));
        var labels = table.Columns.Select(column =>
            (column.Name, Quoted(column.DescriptionIn(words)[language]))
        );
        var values = table
            .Columns.Where(column => !column.Categories.IsEmpty)
            .Select(column => (column.Name, ValuesOf(column, language)));
        string[] arguments =
        [
            Quoted($"{table.Name}.csv"),
            Call("c", classes),
            Call("c", labels),
            Call("list", values),
        ];
        return $"    {table.Name} = table({string.Join(",\n      ", arguments)})";
    }

    private static string ValuesOf(Column column, string language) =>
        Call("c", column.Categories.Select(one => (one.Value, Quoted(one.Name[language]))));

    private static string ClassOf(Column column) =>
        column.Type switch
        {
            "integer" => "integer",
            "number" => "numeric",
            "boolean" => "logical",
            _ => "character",
        };

    private static string Call(string function, IEnumerable<(string Name, string Value)> named) =>
        $"{function}({string.Join(", ", named.Select(one => $"{Quoted(one.Name)} = {one.Value}"))})";

    /// <summary>Letters beyond ASCII by their number, so that the script reads alike in every locale.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(
                rune.Value switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    < ' ' => " ",
                    > '~' => $"\\U{{{rune.Value.ToString("x", CultureInfo.InvariantCulture)}}}",
                    _ => rune.ToString(),
                }
            );
        return quoted.Append('"').ToString();
    }
}
