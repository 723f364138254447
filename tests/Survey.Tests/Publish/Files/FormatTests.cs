using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Survey.Ask;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Files in formats of others: each is read by a reader of that format and compared with estimates.csv.</summary>
public sealed class FormatTests(TakenAway release) : IClassFixture<TakenAway>
{
    private static readonly XNamespace Ddi = "ddi:codebook:2_5";
    private static readonly XNamespace Sheet =
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static Definition Definition => Ask.Shipped.Definition;

    [Theory]
    [InlineData("xlsx")]
    [InlineData("jsonstat")]
    [InlineData("sdmx")]
    public async Task A_reader_of_the_format_gives_the_rows_of_the_estimates(string format)
    {
        var printed = Encoding.UTF8.GetBytes(
            await NodeModules.RunAsync("read-release.mjs", release.Folder, format)
        );
        Assert.Equal(release.Header("estimates"), CsvRows.HeaderOf(printed));
        Assert.Equal(
            release.Table("estimates").Select(row => Row(row, row[4])),
            // The denominator is in the workbook only; elsewhere it is in the codebook.
            CsvRows.Of(printed).Zip(release.Table("estimates"), (row, own) => Row(row, own[4]))
        );
        if (format == "xlsx")
            Assert.All(CsvRows.Of(printed), row => Assert.NotEmpty(row[4]));

        static string Row(string[] row, string denominator)
        {
            Assert.Contains(row[4], (string[])["", denominator]);
            return string.Join('|', row.Where((_, at) => at != 4));
        }
    }

    [Fact]
    public void A_row_that_is_held_back_has_no_number_in_any_file()
    {
        // The readers' tests show that every form of the estimates has these rows and no others.
        var hidden = release
            .Table("estimates")
            .Where(row => row[^1] is "small" or "unreliable" or "linked")
            .Select(row => (row[1], row[2], row[3]))
            .ToHashSet();
        Assert.InRange(hidden.Count, 50, 1500);
        foreach (var name in (string[])["estimates", "comparisons", "changes", "priorities"])
        {
            var header = release.Header(name);
            int At(string column) => Array.IndexOf(header, column);
            foreach (
                var row in release
                    .Table(name)
                    .Where(row =>
                        hidden.Contains(
                            (row[At("indicator")], row[At("group_by")], row[At("group")])
                        )
                    )
            )
                Assert.All(row[(At("group") + 1)..], cell => Assert.DoesNotMatch(@"^-?\d", cell));
        }
        using var json = JsonDocument.Parse(release.Read("release.json"));
        foreach (var indicator in json.RootElement.GetProperty("indicators").EnumerateArray())
        foreach (var row in indicator.GetProperty("groups").EnumerateArray())
            if (hidden.Contains((Text(indicator, "id"), Text(row, "groupBy"), Text(row, "group"))))
                Assert.Equal(
                    ["groupBy", "group", "status"],
                    row.EnumerateObject().Select(one => one.Name)
                );

        static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
    }

    [Fact]
    public void The_workbook_has_a_sheet_per_table_with_a_frozen_head_and_a_filter_and_no_clock()
    {
        using var zip = new ZipArchive(new MemoryStream(release.Read("release.xlsx")));
        var book = Part("xl/workbook.xml");
        var names = book.Descendants(Sheet + "sheet").Select(one => one.Attribute("name")!.Value);
        string[] tables =
        [
            .. Directory
                .EnumerateFiles(release.Folder, "*.csv")
                .Select(Path.GetFileNameWithoutExtension)
                .Where(name => name != "sdmx" && !name!.Contains('.'))!,
        ];
        Assert.Equal(tables.Concat(["readme", "columns"]).Order(), names.Order());
        var sheets = names.Select((_, at) => Part($"xl/worksheets/sheet{at + 1}.xml")).ToArray();
        Assert.All(
            sheets,
            sheet =>
                Assert.Equal(
                    "frozen",
                    sheet.Descendants(Sheet + "pane").Single().Attribute("state")!.Value
                )
        );
        Assert.All(sheets[1..], sheet => Assert.Single(sheet.Descendants(Sheet + "autoFilter")));
        Assert.DoesNotContain(
            zip.Entries,
            entry => entry.FullName.StartsWith("docProps", StringComparison.Ordinal)
        );
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));

        XDocument Part(string name) => XDocument.Load(zip.GetEntry(name)!.Open());
    }

    [Fact]
    public void The_structure_defines_every_code_and_concept_that_it_refers_to_and_regions_by_nuts()
    {
        var structure = XDocument.Load(Path.Combine(release.Folder, "sdmx-structure.xml")).Root!;
        var defined = structure
            .Descendants()
            .Where(one => one.Name.LocalName is "Codelist" or "Concept" or "DataStructure")
            .Select(one => one.Attribute("id")!.Value)
            .ToHashSet();
        var referred = structure
            .Descendants()
            .Where(one => one.Name.LocalName is "Enumeration" or "ConceptIdentity" or "Structure")
            .Select(one => one.Value)
            .Where(urn => urn.StartsWith("urn:", StringComparison.Ordinal))
            .ToArray();
        Assert.InRange(referred.Length, 20, 100);
        Assert.All(
            referred,
            urn =>
                Assert.Contains(
                    urn.Contains(").", StringComparison.Ordinal)
                        ? urn.Split(").")[1]
                        : urn.Split(':')[^1].Split('(')[0],
                    defined
                )
        );
        var header = release.Header("sdmx");
        var areas = release
            .Table("sdmx")
            .Select(row =>
                $"{row[Array.IndexOf(header, "GROUP")]} {row[Array.IndexOf(header, "REF_AREA")]}"
            )
            .Distinct()
            .ToArray();
        Assert.Empty(
            (
                (string[])
                    ["norte PT11", "algarve PT15", "sul PT_SUL", "all PT", "girl_age_10_12 PT"]
            ).Except(areas)
        );
        Assert.All(
            structure.Descendants().Where(one => one.Name.LocalName == "Code"),
            code =>
                Assert.Equal(Definition.Instrument.Languages.Order(), Languages(code.Elements()))
        );
    }

    /// <summary>The order is that of the schema, codebook.xsd, for what the file has.</summary>
    [Fact]
    public void The_codebook_for_archives_has_the_shape_of_its_schema_and_every_question()
    {
        var codebook = XDocument.Load(Path.Combine(release.Folder, "ddi.xml")).Root!;
        Assert.Equal(Ddi + "codeBook", codebook.Name);
        foreach (var (element, order) in Order)
        foreach (var one in codebook.DescendantsAndSelf(Ddi + element))
        {
            var children = one.Elements().Select(child => child.Name.LocalName).ToArray();
            Assert.Subset(order.Split(' ').ToHashSet(), children.ToHashSet());
            Assert.Equal(
                children.OrderBy(child => Array.IndexOf(order.Split(' '), child)),
                children
            );
        }
        var ids = codebook.DescendantsAndSelf().Attributes("ID").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] references = ["fileid", "files", "varRef", "var"];
        Assert.All(
            codebook
                .Descendants()
                .Attributes()
                .Where(one => references.Contains(one.Name.LocalName))
                .SelectMany(one => one.Value.Split(' ')),
            id => Assert.Contains(id, ids)
        );
        var questions = codebook.Descendants(Ddi + "qstn").Select(one => one.Parent!).ToArray();
        Assert.Equal(
            Definition.Instrument.Items.Select(item =>
                $"{item.Id} {string.Join(' ', item.Options.Select(option => option.Id))}"
            ),
            questions.Select(one =>
                $"{one.Attribute("name")!.Value} {string.Join(' ', one.Descendants(Ddi + "catValu").Select(value => value.Value))}"
            )
        );
        Assert.All(
            questions,
            one =>
                Assert.Equal(
                    Definition.Instrument.Languages.Order(),
                    Languages(one.Descendants(Ddi + "qstnLit"))
                )
        );
        var cube = codebook.Descendants(Ddi + "nCube").Single();
        Assert.Equal(
            (4, 9),
            (cube.Elements(Ddi + "dmns").Count(), cube.Elements(Ddi + "measure").Count())
        );
    }

    private static IEnumerable<string> Languages(IEnumerable<XElement> texts) =>
        texts.Select(one => one.Attribute(XNamespace.Xml + "lang")!.Value).Order();

    private static readonly Dictionary<string, string> Order = new()
    {
        ["codeBook"] = "docDscr stdyDscr fileDscr dataDscr otherMat",
        ["stdyDscr"] = "citation stdyInfo method dataAccs notes",
        ["citation"] = "titlStmt rspStmt prodStmt distStmt verStmt",
        ["titlStmt"] = "titl parTitl IDNo",
        ["stdyInfo"] = "subject abstract sumDscr",
        ["sumDscr"] = "timePrd collDate nation geogCover anlyUnit universe dataKind",
        ["method"] = "dataColl notes anlyInfo",
        ["dataColl"] = "timeMeth frequenc sampProc collMode resInstru sources weight",
        ["anlyInfo"] = "respRate EstSmpErr dataAppr",
        ["dataAccs"] = "setAvail useStmt",
        ["fileDscr"] = "fileTxt notes",
        ["fileTxt"] = "fileName dimensns fileType",
        ["dataDscr"] = "var nCube",
        ["var"] = "location labl qstn universe catgry derivation varFormat",
        ["qstn"] = "preQTxt qstnLit postQTxt backward",
        ["catgry"] = "catValu labl",
        ["nCube"] = "location labl universe dmns measure",
    };
}
