using System.Globalization;
using System.Text;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>labels.do: reads estimates.csv into Stata, with variable and value labels in every language (<c>label
/// language</c>). Text columns that have labels get a numbered twin, <c>status_n</c>, since Stata labels numbers only.</summary>
internal static class StataLabels
{
    /// <summary>What Stata keeps of a variable's label.</summary>
    private const int LabelLength = 80;

    public static ReleaseFile Write(Release release, Table table)
    {
        var (words, languages) = (
            release.Definition.Words,
            release.Definition.Instrument.Languages
        );
        var script = new StringBuilder("version 14\n")
            .Append(
                $"import delimited using \"{table.Name}.csv\", varnames(1) case(preserve) encoding(\"utf-8\") stringcols("
            )
            .AppendJoin(
                ' ',
                table.Columns.Select(Place).Where(one => one.IsText).Select(one => one.Number)
            )
            .Append(") clear\n");
        foreach (var column in Labelled(table))
            AppendCodes(script, column);
        foreach (var language in languages)
        {
            script.Append(
                language == languages[0]
                    ? $"label language {Name(language)}, rename\n"
                    : $"label language {Name(language)}, new\n"
            );
            foreach (var column in table.Columns)
                AppendLabel(script, column.Name, column.DescriptionIn(words)[language]);
            foreach (var column in Labelled(table))
                AppendValues(script, column, words, language);
        }
        script.Append(
            CultureInfo.InvariantCulture,
            $"label language {Name(release.Definition.FilesLanguage)}\n"
        );
        return new ReleaseFile(
            "labels.do",
            "text/plain; charset=utf-8",
            Encoding.UTF8.GetBytes(script.ToString())
        )
        {
            Title = words["file-stata"],
        };

        static (int Number, bool IsText) Place(Column column, int at) =>
            (at + 1, column.Type == "string");
    }

    private static IEnumerable<Column> Labelled(Table table) =>
        table.Columns.Where(column => !column.Categories.IsEmpty);

    private static void AppendCodes(StringBuilder script, Column column)
    {
        script.Append(CultureInfo.InvariantCulture, $"generate int {column.Name}_n = .\n");
        for (var code = 1; code <= column.Categories.Length; code++)
            script.Append(
                CultureInfo.InvariantCulture,
                $"replace {column.Name}_n = {code} if {column.Name} == {Quoted(column.Categories[code - 1].Value)}\n"
            );
    }

    private static void AppendValues(
        StringBuilder script,
        Column column,
        Words words,
        string language
    )
    {
        var set = $"{column.Name}_{Name(language)}";
        AppendLabel(script, $"{column.Name}_n", column.DescriptionIn(words)[language]);
        for (var code = 1; code <= column.Categories.Length; code++)
            script.Append(
                CultureInfo.InvariantCulture,
                $"label define {set} {code} {Quoted(column.Categories[code - 1].Name[language])}, add\n"
            );
        script.Append(CultureInfo.InvariantCulture, $"label values {column.Name}_n {set}\n");
    }

    private static void AppendLabel(StringBuilder script, string variable, string label) =>
        script.Append(
            CultureInfo.InvariantCulture,
            $"label variable {variable} {Quoted(ShortText.Of(label, LabelLength))}\n"
        );

    /// <summary>Stata's names have no dashes.</summary>
    private static string Name(string language) => language.Replace('-', '_').ToLowerInvariant();

    /// <summary>In compound quotes, without what Stata would take for a macro.</summary>
    private static string Quoted(string text) =>
        $"`\"{text.Replace('`', '\'').Replace("$", "\\$", StringComparison.Ordinal)}\"'";
}
