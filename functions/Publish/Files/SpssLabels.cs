using System.Globalization;
using System.Text;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>labels.sps: reads estimates.csv into SPSS or PSPP, with variable and value labels. Those of every language
/// stand in it; the last ones are kept, which are those of the files.</summary>
internal static class SpssLabels
{
    /// <summary>What SPSS keeps of labels, in bytes of UTF-8.</summary>
    private const int VariableLabel = 255;
    private const int ValueLabel = 120;

    public static ReleaseFile Write(Release release, Table table)
    {
        var definition = release.Definition;
        var script = new StringBuilder("* Encoding: UTF-8.\nSET DECIMAL=DOT.\n").Append(
            CultureInfo.InvariantCulture,
            $"GET DATA /TYPE=TXT /FILE='{table.Name}.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2\n  /VARIABLES="
        );
        script.AppendJoin(
            "\n    ",
            table.Columns.Select((column, at) => Format(table, column, at))
        );
        script.Append(".\n");
        foreach (
            var language in definition.Instrument.Languages.OrderBy(one =>
                one == definition.FilesLanguage
            )
        )
            AppendLabels(script, table, definition.Words, language);
        return new ReleaseFile(
            "labels.sps",
            "text/plain; charset=utf-8",
            Encoding.UTF8.GetBytes(script.ToString())
        )
        {
            Title = definition.Words["file-spss"],
        };
    }

    private static string Format(Table table, Column column, int at) =>
        column.Type switch
        {
            "integer" => $"{column.Name} F12.0",
            "number" => $"{column.Name} F12.4",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{column.Name} A{Math.Max(1, table.Rows.Max(row => ShortText.Bytes(row[at] ?? "")))}"
            ),
        };

    private static void AppendLabels(
        StringBuilder script,
        Table table,
        Words words,
        string language
    )
    {
        script.Append(CultureInfo.InvariantCulture, $"* {language}.\nVARIABLE LABELS\n  ");
        script.AppendJoin(
            "\n  /",
            table.Columns.Select(column =>
                $"{column.Name} {Quoted(column.DescriptionIn(words)[language], VariableLabel)}"
            )
        );
        script.Append(".\n");
        foreach (var column in table.Columns.Where(one => !one.Categories.IsEmpty))
        {
            script.Append(CultureInfo.InvariantCulture, $"VALUE LABELS {column.Name}");
            foreach (var (value, name) in column.Categories)
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"\n  '{value}' {Quoted(name[language], ValueLabel)}"
                );
            script.Append(".\n");
        }
    }

    private static string Quoted(string text, int most) =>
        $"'{ShortText.Of(text, most, ShortText.Bytes).Replace("'", "''", StringComparison.Ordinal)}'";
}
