using System.Text;
using System.Text.Json;
using System.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish.Exploring;

[Collection(nameof(PublishedWaves))]
public sealed class ExploreTests(PublishedWaves waves)
{
    private const string Both = "wave=2026-Q2&wave=2026-Q3";

    private static readonly string Twelve = string.Join(
        '&',
        Ask.Shipped.Definition.Reporting.Indicators.Take(12).Select(one => $"indicator={one.Id}")
    );

    private readonly PublishFixture _kit = waves.Kit;

    /// <summary>Whatever is chosen: what is shown and taken along are rows of estimates.csv, whole and unchanged.</summary>
    [Theory]
    [InlineData("all", "")]
    [InlineData("region", "")]
    [InlineData("sex_age", "&rows=shown&sort=lowest")]
    [InlineData("age", "&group=age:age_10_12&sort=highest")]
    public async Task Only_rows_of_the_releases_are_shown(string by, string further)
    {
        string[][] released =
        [
            .. CsvRows.Of(await _kit.BlobAsync("2026-Q2/r1/estimates.csv")),
            .. CsvRows.Of(await _kit.BlobAsync("2026-Q3/r1/estimates.csv")),
        ];
        var query = HttpUtility.ParseQueryString($"{Twelve}&{Both}&by={by}{further}");
        var chosen = released.Where(row =>
            query.GetValues("indicator")!.Contains(row[1])
            && row[2] == by
            && (query["group"] is null || query["group"] == $"{by}:{row[3]}")
            && (query["rows"] is null || row[7].Length > 0)
        );
        var csv = CsvRows.Of((await GetAsync("table.csv", $"?{query}")).Body);
        Assert.Equal(
            chosen.Select(row => string.Join('|', row)).Order(),
            csv.Select(row => string.Join('|', [row[0], .. row[4..]])).Order()
        );

        var seen = new List<string>();
        var pages = 1;
        for (var at = 1; at <= pages; at++)
        {
            var page = await PageAsync($"?{query}&page={at}&lang=en");
            pages = Math.Max(1, page.QuerySelectorAll("nav[aria-label^=Pages] a").Length);
            seen.AddRange(
                page.QuerySelectorAll("#shown tbody tr")
                    .Select(row => row.QuerySelectorAll("td"))
                    .Where(cells => cells.Length > 0)
                    .Select(cells =>
                        $"{cells[0].TextContent.Trim()} {cells[^1].TextContent}".Replace(
                            "\u202f",
                            ""
                        )
                    )
            );
            // Every reason for a missing figure is explained.
            Assert.Equal(
                page.QuerySelectorAll("td.none")
                    .Select(cell => cell.TextContent.Trim())
                    .Distinct()
                    .Order(),
                page.QuerySelectorAll(".condition b").Select(why => why.TextContent).Order()
            );
        }
        Assert.Equal(csv.Length, seen.Count);
        var figures = csv.Where(row => row[10].Length > 0)
            .Select(row =>
                $"{Math.Round(100 * decimal.Parse(row[10], null), 1, MidpointRounding.AwayFromZero):0.0}\u00a0% {row[8]}"
            );
        Assert.Equal(figures.Order(), seen.Where(row => row.Contains('%')).Order());
        if (query["sort"] is { } sort)
        {
            var shown = seen.Where(row => row.Contains('%'))
                .Select(row => decimal.Parse(row.Split('\u00a0')[0], null))
                .ToArray();
            Assert.Equal(sort == "lowest" ? shown.Order() : shown.OrderDescending(), shown);
        }
    }

    [Fact]
    public async Task Two_waves_differ_as_changes_csv_says()
    {
        foreach (var by in (string[])["all", "sex", "area"])
        {
            var changes = CsvRows
                .Of(await _kit.BlobAsync("2026-Q3/r1/changes.csv"))
                .Where(row => row[1] == "2026-Q2" && row[3] == by)
                .ToDictionary(row => (row[2], row[4]), row => (row[5], row[6], row[7], row[9]));
            var pairs = CsvRows.Of(
                (await GetAsync("table.csv", $"?{Twelve}&by={by}&compare=waves")).Body
            );
            Assert.Contains(pairs, row => row[8].Length > 0);
            foreach (var row in pairs)
                Assert.Equal(
                    changes.GetValueOrDefault((row[0], row[3]), ("", "", "", "")),
                    (row[8], row[9], row[10], row[12])
                );
        }
        var clear = await PageAsync($"?{Twelve}&compare=waves&rows=clear&sort=highest&show=bars");
        Assert.Equal(
            clear.QuerySelectorAll("#shown tbody tr:nth-child(2)").Length * 2,
            clear.QuerySelectorAll("svg .mark").Length
        );
    }

    [Fact]
    public async Task Two_groups_differ_as_comparisons_csv_says_or_not_at_all()
    {
        var compared = CsvRows
            .Of(await _kit.BlobAsync("2026-Q3/r1/comparisons.csv"))
            .ToDictionary(row => (row[1], row[2], row[3]), row => (row[4], row[5], row[6], row[8]));
        var pairs = CsvRows.Of(
            (await GetAsync("table.csv", $"?{Twelve}&by=sex&compare=groups")).Body
        );
        Assert.Equal(12, pairs.Length);
        Assert.Contains(pairs, row => row[8].Length > 0);
        foreach (var row in pairs)
            Assert.Equal(compared[(row[0], "sex", row[3])], (row[8], row[9], row[10], row[11]));

        const string Two = "by=age&group=age:age_10_12&group=age:age_17_19&compare=groups";
        pairs = CsvRows.Of((await GetAsync("table.csv", $"?{Twelve}&{Two}")).Body);
        Assert.All(pairs, row => Assert.Equal(("", "", ""), (row[8], row[9], row[11])));
        var page = await PageAsync($"?{Twelve}&{Two}&lang=en");
        Assert.Equal(12, page.QuerySelectorAll("#shown tbody").Length);
        Assert.Contains("depend on each other", page.Body!.TextContent);
        Assert.Contains("from the rest: ", page.Body.TextContent);
    }

    [Theory]
    [InlineData("?wave=2020-Q1&wave=planted", 1)]
    [InlineData("?indicator=planted", 1)]
    [InlineData("?by=planted", 1)]
    [InlineData("?by=sex&group=sex:planted", 1)]
    [InlineData("?show=planted", 1)]
    [InlineData("?compare=waves&wave=2026-Q3", 1)]
    [InlineData("?compare=groups&by=age", 1)]
    [InlineData("?compare=groups&sort=planted&indicator=planted&wave=planted", 4)]
    public async Task What_is_not_released_or_not_sensible_is_named_and_not_said_back(
        string query,
        int faults
    )
    {
        foreach (var file in (string[])["", "table.csv", "chart.svg"])
        {
            var (response, body) = await GetAsync(file, query);
            Assert.Equal(
                (400, "text/html; charset=utf-8"),
                (response.StatusCode, response.ContentType)
            );
            var text = Encoding.UTF8.GetString(body);
            Assert.DoesNotContain("planted", text);
            var page = new HtmlParser().ParseDocument(text);
            Assert.Equal(faults, page.QuerySelectorAll(".problem li").Length);
        }
    }

    [Theory]
    [InlineData("bars")]
    [InlineData("line")]
    [InlineData("table")]
    public async Task A_page_stays_small_and_keeps_every_choice_in_its_links(string show)
    {
        var asked = $"?{Twelve}&{Both}&by=sex_age&show={show}&sort=highest&lang=en";
        var page = await PageAsync(asked);
        Assert.InRange(page.Source.Text.Length, 1, 150_000);
        Assert.InRange(page.Descendants().Count(), 1, 3000);
        var other = page.QuerySelector("#languages a[lang=pt]")!.GetAttribute("href")!;
        Assert.Equal(
            Asked(asked.Replace("lang=en", "lang=pt").Replace("&show=table", "")),
            Asked(other)
        );
        Assert.Equal(
            12,
            page.QuerySelectorAll("[name=indicator]:checked, [name=indicator][checked]").Length
        );
        var next = page.QuerySelectorAll("nav[aria-label^=Pages] a")[1];
        Assert.NotEqual(
            page.QuerySelector("#shown table")!.TextContent,
            (await PageAsync(new Uri(new("http://x"), next.GetAttribute("href")).Query))
                .QuerySelector("#shown table")!
                .TextContent
        );
        foreach (var file in (string[])["table.json", "chart.svg"])
            Assert.Equal(200, (await GetAsync(file, asked)).Response.StatusCode);
        using var stat = JsonDocument.Parse((await GetAsync("table.json", asked)).Body);
        Assert.Equal(
            [2, 12, 8, 9],
            stat.RootElement.GetProperty("size").EnumerateArray().Select(one => one.GetInt32())
        );

        static string Asked(string address) =>
            string.Join(
                '&',
                address[(address.IndexOf('?') + 1)..].Replace("%3A", ":").Split('&').Order()
            );
    }

    [Fact]
    public void An_address_asks_for_what_it_was_made_from() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<ExploreView>(),
                ArbMap.Default.ArbFor<(ExplorePairs, ExploreOrder, ExploreFilter)>(),
                ArbMap.Default.ArbFor<(NonWhiteSpaceString, NonWhiteSpaceString, PositiveInt)>(),
                (show, few, many) =>
                {
                    var choices = new ExploreChoices(
                        [many.Item1.Get],
                        many.Item2.Get,
                        [$"{many.Item2.Get}:{many.Item1.Get}", "b&c=d"],
                        [],
                        show,
                        few.Item1,
                        few.Item2,
                        few.Item3,
                        many.Item3.Get
                    );
                    var address = choices.Address("/explore");
                    var read = ExploreChoices.Of(
                        new QueryCollection(
                            new Dictionary<string, StringValues>(
                                QueryHelpers.ParseQuery(new Uri(new("http://x"), address).Query)
                            )
                        )
                    );
                    Assert.True(read.IsUnderstood);
                    Assert.Equal(address, read.Address("/explore"));
                }
            )
            .QuickCheckThrowOnFailure();

    private async Task<IHtmlDocument> PageAsync(string query)
    {
        var (response, body) = await GetAsync("", query);
        Assert.Equal(200, response.StatusCode);
        return new HtmlParser().ParseDocument(Encoding.UTF8.GetString(body));
    }

    private Task<(HttpResponse Response, byte[] Body)> GetAsync(string file, string query) =>
        _kit.CallAsync<Survey.Publish.Explore>(
            (function, request) => function.Run(request),
            path: $"/explore/{file}",
            query: query,
            values: ("file", file)
        );
}
