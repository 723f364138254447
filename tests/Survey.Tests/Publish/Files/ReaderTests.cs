using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Survey.Ask;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Each file of a release by its own reader: it holds what estimates.csv holds.</summary>
public sealed partial class ReaderTests(TakenAway release) : IClassFixture<TakenAway>
{
    private static Definition Definition => Ask.Shipped.Definition;

    [Fact]
    public async Task The_archive_holds_all_the_other_files_and_its_sums_are_theirs()
    {
        var manifest = await release.ManifestAsync();
        Assert.Equal(
            manifest.Files.Select(file => file.Name).Except(["release.zip"]).Order(),
            Directory.EnumerateFiles(release.Folder).Select(Path.GetFileName).Order()
        );
        var said = await release.RunAsync("sha256sum", "--check", "--strict", "sha256sums.txt");
        Assert.Equal(
            manifest.Files.Length - 2,
            said.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal))
        );
        Assert.All(manifest.Files, file => Assert.Equal(["en", "pt"], file.Title!.Keys));
    }

    /// <summary>A crash before the wave's row was written leaves files that the next run must find to be its own.</summary>
    [Fact]
    public async Task A_wave_published_again_has_the_same_bytes_in_every_file()
    {
        var kit = release.Kit;
        var published = (await kit.Waves.GetAsync("2026-Q3", default))!;
        await kit.Waves.SaveAsync(
            published with
            {
                State = WaveState.Closed,
                Revision = 0,
                Responses = 0,
                Published = null,
            },
            default
        );
        Assert.True(await kit.Publisher.PublishAsync("2026-Q3", default));
    }

    [Fact]
    public async Task R_reads_every_table_with_types_and_labels()
    {
        var said = await release.RunAsync(
            "Rscript",
            "-e",
            """
            release <- source("read.R", encoding = "UTF-8")$value
            cell <- function(x) if (is.double(x)) sprintf("%.4f", x) else if (is.integer(x)) sprintf("%d", x) else
              if (is.logical(x)) tolower(x) else x
            for (name in names(release)) {
              data <- release[[name]]
              cells <- vapply(data, function(x) as.character(ifelse(is.na(x), "", cell(x))), character(nrow(data)))
              cat("#", name, attr(data[[1]], "label"), "\n")
              if (nrow(data) > 0) cat(apply(matrix(cells, nrow = nrow(data)), 1, paste, collapse = "\t"), sep = "\n")
            }
            cat("#", attr(release$estimates$status, "labels")[["linked"]], "\n")
            """
        );
        var tables = said.Split("\n# ");
        foreach (var (name, at) in Tables.Select((name, at) => (name, at)))
        {
            var lines = tables[at].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.StartsWith(at == 0 ? $"# {name} " : $"{name} ", lines[0]);
            Assert.Equal(
                release.Table(name).Select(row => string.Join('\t', row.Select(FourDecimals))),
                lines[1..].Select(line => string.Join('\t', line.Split('\t').Select(FourDecimals)))
            );
        }
        Assert.Contains("not published, to protect small groups", tables[^1]);

        static string FourDecimals(string cell) =>
            Fraction().IsMatch(cell) ? $"{decimal.Parse(cell):0.0000}" : cell;
    }

    [Fact]
    public void A_spreadsheet_of_a_language_with_commas_opens_the_estimates()
    {
        var bytes = release.Read("estimates.pt.csv");
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.False(File.Exists(Path.Combine(release.Folder, "estimates.en.csv")));
        var header = CsvRows.HeaderOf(bytes, ';');
        var rows = CsvRows.Of(bytes, ';');
        Assert.Equal("\uFEFFwave", header[0]);
        var withComma = new NumberFormatInfo { NumberDecimalSeparator = "," };
        var said = header
            .Select((name, at) => (name, at))
            .Where(one => !one.name.EndsWith("_text", StringComparison.Ordinal))
            .Select(one => one.at)
            .ToArray();
        foreach (var (row, plain) in rows.Zip(release.Table("estimates")))
        {
            Assert.Equal(header.Length, row.Length);
            foreach (var (cell, other) in said.Select(at => row[at]).Zip(plain))
                if (Fraction().IsMatch(other))
                    Assert.Equal(decimal.Parse(other), decimal.Parse(cell, withComma));
                else if (other != plain[4])
                    Assert.Equal(other, cell);
        }
        Assert.Equal(release.Table("estimates").Length, rows.Length);
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => DateToExcel().IsMatch(cell));
        Assert.Contains(
            rows,
            row => row[Array.IndexOf(header, "group_text")] == "Raparigas+, 10 a 12 anos"
        );
    }

    [Fact]
    public void The_data_package_says_what_every_cell_may_be()
    {
        using var package = JsonDocument.Parse(release.Read("datapackage.json"));
        Assert.Equal(
            "CC-BY-4.0",
            package.RootElement.GetProperty("licenses")[0].GetProperty("name").GetString()
        );
        Assert.Equal(2, package.RootElement.GetProperty("sources").GetArrayLength());
        foreach (var resource in package.RootElement.GetProperty("resources").EnumerateArray())
        {
            var name = resource.GetProperty("name").GetString()!;
            var schema = resource.GetProperty("schema");
            var fields = schema.GetProperty("fields").EnumerateArray().ToArray();
            Assert.Equal(
                release.Header(name),
                fields.Select(field => field.GetProperty("name").GetString())
            );
            var rows = release.Table(name);
            for (var at = 0; at < fields.Length; at++)
                Assert.All(rows.Select(row => row[at]), cell => IsOfField(fields[at], cell));
            var key = schema
                .GetProperty("primaryKey")
                .EnumerateArray()
                .Select(one => Array.IndexOf(release.Header(name), one.GetString()))
                .ToArray();
            var keys = rows.Select(row => key.Select(at => row[at]).ToArray()).ToArray();
            Assert.All(keys, one => Assert.All(one, Assert.NotEmpty));
            Assert.Equal(keys.Length, keys.Select(one => string.Join('/', one)).Distinct().Count());
            Assert.Equal(
                "",
                schema.GetProperty("missingValues")[0].GetProperty("value").GetString()
            );
        }
    }

    private static void IsOfField(JsonElement field, string cell)
    {
        if (cell.Length == 0)
            return;
        switch (field.GetProperty("type").GetString())
        {
            case "integer":
                Assert.Matches(@"^-?\d+$", cell);
                break;
            case "number":
                Assert.Matches(@"^-?\d+\.\d+$", cell);
                break;
            case "boolean":
                Assert.Contains(cell, (string[])["true", "false"]);
                break;
        }
        if (field.TryGetProperty("categories", out var categories))
            Assert.Contains(
                cell,
                categories.EnumerateArray().Select(one => one.GetProperty("value").GetString())
            );
    }

    [Theory]
    [InlineData("labels.do")]
    [InlineData("labels.sps")]
    public void Every_column_and_every_status_is_labelled_in_every_language(string file)
    {
        var script = Encoding
            .UTF8.GetString(release.Read(file))
            .Replace("''", "'", StringComparison.Ordinal);
        var isStata = file.EndsWith(".do", StringComparison.Ordinal);
        var texts = Columns(release.Header("estimates"), isStata);
        foreach (var language in Definition.Instrument.Languages)
        {
            Assert.All(texts, text => Assert.Contains(text[language], script));
            Assert.All(
                Enum.GetValues<Status>(),
                status =>
                    Assert.Contains(
                        Definition.Words[$"status-{FileWords.Of(status)}"][language],
                        script
                    )
            );
            Assert.All(
                Definition.Reporting.Indicators,
                one => Assert.Contains(one.Title[language], script)
            );
        }
        Assert.DoesNotMatch(
            isStata ? "label variable \\w+ `\"[^\"]{81,}" : "'[^'\n]{256,}'",
            script
        );

        static IEnumerable<Texts> Columns(string[] header, bool isStata) =>
            header
                .Select(name => Definition.Words[$"column-{name}"])
                .Where(text => !isStata || text.Words.Values.All(one => one.Length <= 80));
    }

    [Fact]
    public void The_codebook_says_in_json_who_is_asked_and_how_variables_are_made()
    {
        var header = release.Header("codebook");
        var rows = release
            .Table("codebook")
            .Select(row => header.Zip(row).ToDictionary())
            .ToArray();
        var instrument = Definition.Instrument;
        foreach (var row in rows.Where(row => row["kind"] == "item"))
        {
            var place = instrument.PlaceOf(row["id"]);
            Condition?[] conditions =
            [
                instrument.SectionOf(place).AskIf,
                instrument.Items[place].AskIf,
            ];
            Assert.Equal(conditions.OfType<Condition>().Select(Said), ConditionsIn(row["ask_if"]));
        }
        foreach (var derived in instrument.Derived)
        {
            var row = rows.Single(one => one["kind"] == "derived" && one["id"] == derived.Id);
            Assert.NotEmpty(row["text_pt"]);
            using var made = JsonDocument.Parse(row["made_by"]);
            Assert.Equal(
                derived is DerivedByCount ? "count" : "cases",
                made.RootElement.EnumerateObject().Single().Name
            );
            Assert.Equal(
                derived.Options,
                rows.Where(one => one["kind"] == "code" && one["of"] == derived.Id)
                    .Where(one => one["text_en"].Length > 0)
                    .Select(one => one["id"])
            );
        }
        Assert.Equal(
            Definition.Reporting.Indicators.Select(one => one.Id),
            release.Table("indicators").Select(row => row[0])
        );

        static string Said(Condition one) =>
            $"{one.Item} in {string.Join(',', one.In)} not {string.Join(',', one.NotIn)}";

        static IEnumerable<string> ConditionsIn(string json) =>
            (
                json.Length == 0
                    ? []
                    : JsonDocument.Parse(json).RootElement.EnumerateArray().ToArray()
            ).Select(one =>
                $"{one.GetProperty("item").GetString()} in {Ids(one, "in")} not {Ids(one, "not_in")}"
            );

        static string Ids(JsonElement of, string name) =>
            of.TryGetProperty(name, out var ids)
                ? string.Join(',', ids.EnumerateArray().Select(id => id.GetString()))
                : "";
    }

    private static readonly string[] Tables =
    [
        "estimates",
        "comparisons",
        "associations",
        "models",
        "changes",
        "trends",
        "priorities",
        "quality",
        "indicators",
        "codebook",
    ];

    [GeneratedRegex(@"^-?\d+\.\d+$")]
    private static partial Regex Fraction();

    /// <summary>10-12, 3/4, 1.2.2026: what a spreadsheet takes for a day. Also a name of a month beside a number.</summary>
    [GeneratedRegex(@"^\d{1,4}[-/. ]\d{1,2}([-/. ]\d{1,4})?$|^\d{1,2}[-/ ]\p{L}{3}$")]
    private static partial Regex DateToExcel();
}
