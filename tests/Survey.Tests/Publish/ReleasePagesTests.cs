using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

[Collection(nameof(PublishedWaves))]
public sealed class ReleasePagesTests(PublishedWaves waves)
{
    private const int LargestPage = 150_000;
    private const int MostNodes = 3000;

    private readonly PublishFixture _kit = waves.Kit;

    [Fact]
    public async Task The_list_leads_to_every_wave_and_every_indicator()
    {
        var page = await PageAsync("/releases?lang=en");
        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            ["/releases/2026-Q3?lang=en", "/releases/2026-Q2?lang=en"],
            page.QuerySelectorAll(".waves a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(
            _kit.Definition.Reporting.Indicators.Select(one => $"/indicators/{one.Id}?lang=en"),
            page.QuerySelectorAll(".contents a").Select(link => link.GetAttribute("href"))
        );
        Assert.NotNull(page.QuerySelector(".synthetic"));
    }

    [Fact]
    public async Task A_release_tells_its_headline_first_in_numbers_of_its_files()
    {
        var rows = CsvRows.Of(await _kit.BlobAsync("2026-Q3/r1/estimates.csv"));
        foreach (var language in _kit.Definition.Instrument.Languages)
        {
            var page = await PageAsync($"/releases/2026-Q3?lang={language}");
            Assert.InRange(page.Source.Text.Length, 1, LargestPage);
            Assert.InRange(page.Descendants().Count(), 1, MostNodes);
            var headline = _kit
                .Definition.Reporting.IndicatorsOf(_kit.Definition.Reporting.Headlines[0])
                .ToArray();
            var shown = page.QuerySelectorAll("section:first-of-type tbody tr:not(.since)");
            Assert.Equal(headline.Length, shown.Length);
            foreach (var (indicator, element) in headline.Zip(shown))
            {
                Assert.Contains(indicator.Title[language], element.TextContent);
                var row = rows.Single(row => row[1] == indicator.Id && row[2] == "all");
                if (row[7].Length > 0)
                    Assert.Equal(
                        Math.Round(100 * Number(row[7]), 1, MidpointRounding.AwayFromZero),
                        Percent(element.QuerySelector("td")!)
                    );
            }
        }
    }

    [Fact]
    public async Task Every_indicator_stands_under_its_claim_with_a_verdict()
    {
        var page = await PageAsync("/releases/2026-Q3?lang=en");
        var read = page.QuerySelectorAll(".readings")
            .SelectMany(list =>
                list.QuerySelectorAll("li")
                    .Select(one =>
                        (
                            Claim: list.PreviousElementSibling!.Id!,
                            Indicator: one.QuerySelector("a")!
                                .GetAttribute("href")!
                                .Split('/', '?')[3],
                            Verdict: one.QuerySelector(".verdict")!.TextContent
                        )
                    )
            )
            .ToArray();
        Assert.Equal(
            _kit.Definition.Reporting.Indicators.Select(one => (one.Claim, one.Id)).Order(),
            read.Select(one => (one.Claim, one.Indicator)).Order()
        );
        Assert.Subset(
            new HashSet<string> { "Supports*", "Contradicts*", "Cannot tell*" },
            read.Select(one => one.Verdict).ToHashSet()
        );
        Assert.InRange(page.QuerySelectorAll("[aria-labelledby=findings] li").Length, 0, 5);
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9", "", "en-GB")]
    [InlineData("pt", "", "pt-PT")]
    [InlineData("pt", "?lang=en", "en-GB")]
    [InlineData("xx", "?lang=yy", "pt-PT")]
    public async Task The_reader_s_language_is_the_address_s_or_the_browser_s(
        string accepted,
        string query,
        string tag
    )
    {
        var page = await PageAsync($"/releases/2026-Q3{query}", accepted);
        Assert.Equal(tag, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            query.Contains("lang=en", StringComparison.Ordinal),
            page.QuerySelector("main a")!.GetAttribute("href")!.Contains("lang=en")
        );
    }

    [Fact]
    public async Task An_indicator_s_page_and_files_say_what_the_release_says()
    {
        var rows = CsvRows.Of(await _kit.BlobAsync("2026-Q3/r1/estimates.csv"));
        foreach (var id in (string[])["access_weekly", "threatened_online_only"])
        {
            var own = rows.Where(row => row[1] == id).ToArray();
            var published = own.Count(row => row[7].Length > 0);
            var page = await PageAsync($"/releases/2026-Q3/{id}");
            var table = page.QuerySelectorAll("[aria-labelledby=groups] tbody tr");
            Assert.Equal(own.Length, table.Length);
            Assert.Equal(published, page.QuerySelectorAll("svg .mark").Length);
            foreach (var (row, element) in own.Zip(table))
                Assert.Equal(
                    row[5],
                    element.QuerySelectorAll("td")[^1].TextContent.Replace("\u202f", "")
                );
            // Every reason for a missing row is explained.
            Assert.Equal(
                own.Where(row => row[7].Length == 0).Select(row => row[^1]).Distinct().Count(),
                page.QuerySelectorAll("section:first-of-type > .condition b").Length
            );
            Assert.Equal(
                own,
                CsvRows.Of((await GetAsync($"/releases/2026-Q3/{id}/table.csv")).Body)
            );
            using var stat = System.Text.Json.JsonDocument.Parse(
                (await GetAsync($"/releases/2026-Q3/{id}/table.json")).Body
            );
            var size = stat.RootElement.GetProperty("size").EnumerateArray().ToArray();
            var values = stat.RootElement.GetProperty("value").EnumerateArray().ToArray();
            Assert.Equal(size.Aggregate(1, (all, one) => all * one.GetInt32()), values.Length);
            Assert.Equal(
                own.Select(row => row[7]),
                values.Chunk(9).Select(row => row[0].ToString())
            );
        }
    }

    [Fact]
    public async Task A_series_is_told_by_groups_and_taken_along_whole()
    {
        const string Id = "access_weekly";
        string[] waves = ["2026-Q2", "2026-Q3"];
        var rows = new List<string[]>();
        foreach (var wave in waves)
            rows.AddRange(
                CsvRows
                    .Of(await _kit.BlobAsync($"{wave}/r1/estimates.csv"))
                    .Where(row => row[1] == Id)
            );
        Assert.Equal(rows, CsvRows.Of((await GetAsync($"/indicators/{Id}/table.csv")).Body));
        using var stat = System.Text.Json.JsonDocument.Parse(
            (await GetAsync($"/indicators/{Id}/table.json")).Body
        );
        Assert.Equal(
            rows.Select(row => row[7]),
            stat.RootElement.GetProperty("value")
                .EnumerateArray()
                .Chunk(9)
                .Select(row => $"{row[0]}")
        );

        var page = await PageAsync($"/indicators/{Id}?by=region&lang=en");
        var groups = rows.Where(row => row[2] == "region")
            .Select(row => row[3])
            .Distinct()
            .ToArray();
        Assert.Equal(groups.Length, page.QuerySelectorAll("table").Length);
        Assert.Equal(
            rows.Count(row => row[2] == "region" && row[7] != ""),
            page.QuerySelectorAll("svg .mark").Length
        );
        Assert.Equal(404, (await GetAsync($"/indicators/{Id}?by=nothing")).Response.StatusCode);
    }

    [Fact]
    public async Task No_two_groups_are_called_the_same()
    {
        var page = await PageAsync("/releases/2026-Q3/access_weekly?lang=pt");
        var names = page.QuerySelectorAll("[aria-labelledby=groups] tbody th")
            .Select(name => name.TextContent)
            .ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.Contains(names, name => name.StartsWith("Norte (", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/releases/2020-Q1?lang=%3Cscript%3E")]
    [InlineData("/releases/2020-Q1/access_weekly")]
    [InlineData("/releases/2026-Q3/nothing")]
    [InlineData("/releases/2026-Q3/access_weekly/nothing.svg")]
    [InlineData("/indicators/nothing")]
    public async Task What_is_not_published_is_not_found(string address)
    {
        var (response, body) = await GetAsync(address);
        Assert.Equal(404, response.StatusCode);
        Assert.DoesNotContain("<script>", Encoding.UTF8.GetString(body));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Percent(IElement cell) =>
        Number(cell.TextContent.Replace("\u00a0%", "").Replace(',', '.'));

    private async Task<IHtmlDocument> PageAsync(string address, string accepted = "")
    {
        var (response, body) = await GetAsync(address, accepted);
        Assert.Equal(
            (200, "text/html; charset=utf-8"),
            (response.StatusCode, response.ContentType)
        );
        return new HtmlParser().ParseDocument(Encoding.UTF8.GetString(body));
    }

    /// <summary>As the program's routes lead.</summary>
    private Task<(HttpResponse Response, byte[] Body)> GetAsync(
        string address,
        string accepted = ""
    )
    {
        var query = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at
            ? address[at..]
            : "";
        var path = address[..(address.Length - query.Length)];
        var parts = path[1..].Split('/');
        (string, string)[] Values(params string[] names) =>
            [
                .. names.Zip(parts.Where(part => part is not ("releases" or "indicators"))),
                ("Accept-Language", accepted),
            ];
        return parts switch
        {
            ["releases"] or ["releases", _] => _kit.CallAsync<ReleasePages>(
                (function, request) => function.Run(request),
                path: path,
                query: query,
                values: Values("wave")
            ),
            ["releases", ..] => _kit.CallAsync<IndicatorPages>(
                (function, request) => function.Run(request),
                path: path,
                query: query,
                values: Values("wave", "indicator", "file")
            ),
            ["indicators", ..] => _kit.CallAsync<IndicatorSeriesPages>(
                (function, request) => function.Run(request),
                path: path,
                query: query,
                values: Values("indicator", "file")
            ),
            _ => throw new InvalidOperationException(address),
        };
    }
}
