using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>ddi.xml: DDI Codebook 2.5, what an archive needs of the study, its questionnaire and its tables.</summary>
internal static class Ddi
{
    public static readonly XNamespace Names = "ddi:codebook:2_5";

    public static ReleaseFile Write(Release release, ImmutableArray<Table> tables) =>
        new ReleaseFile(
            "ddi.xml",
            "application/xml",
            XmlText.Write(
                new XElement(
                    Names + "codeBook",
                    new XAttribute("version", "2.5"),
                    new XAttribute("ID", Id(release.Definition.Id)),
                    DdiStudy.Of(release),
                    tables.Select(FileOf),
                    new XElement(
                        Names + "dataDscr",
                        DdiQuestions.Of(release.Definition),
                        DdiTables.ColumnsOf(release.Definition, tables),
                        DdiTables.CubeOf(release.Definition, tables[0])
                    )
                )
            )
        )
        {
            Title = release.Definition.Words["file-ddi"],
        };

    private static XElement FileOf(Table table) =>
        new(
            Names + "fileDscr",
            new XAttribute("ID", Id("F", table.Name)),
            new XAttribute("URI", $"{table.Name}.csv"),
            new XElement(
                Names + "fileTxt",
                new XElement(Names + "fileName", $"{table.Name}.csv"),
                new XElement(
                    Names + "dimensns",
                    new XElement(Names + "caseQnty", Number(table.Rows.Length)),
                    new XElement(Names + "varQnty", Number(table.Columns.Length))
                ),
                new XElement(Names + "fileType", Csv.MediaType)
            ),
            Texts("notes", table.Title)
        );

    public static IEnumerable<XElement> Texts(string element, Texts? text) =>
        XmlText.InEveryLanguage(Names + element, text);

    /// <summary>A name by which parts of the document refer to each other.</summary>
    public static string Id(params string[] parts) => string.Join('.', parts);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
