using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Survey.Ask.Pages;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class ReleasePagesTests : IAsyncLifetime
{
    private readonly PublishFixture _kit = new();

    public async Task InitializeAsync()
    {
        await _kit.CloseWaveAsync("2026-Q2", 300, synthetic: true);
        await _kit.CloseWaveAsync("2026-Q3", 500);
        await _kit.Publisher.PublishAsync("2026-Q2", default);
        await _kit.Publisher.PublishAsync("2026-Q3", default);
    }

    public Task DisposeAsync()
    {
        _kit.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_list_names_every_wave_and_shows_each_indicator_over_them()
    {
        var page = await Page("", "?code=k%26y&lang=en");
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            ["/releases/2026-Q3?lang=en&code=k%26y", "/releases/2026-Q2?lang=en&code=k%26y"],
            page.QuerySelectorAll(".waves a").Select(link => link.GetAttribute("href"))
        );
        var indicators = _kit.Definition.Reporting.Indicators.Length;
        Assert.Equal(indicators, page.QuerySelectorAll("svg.trend[aria-label]").Length);
        Assert.Equal(2 * indicators, page.QuerySelectorAll(".trends tbody tr").Length);
        Assert.NotNull(page.QuerySelector(".synthetic"));
        AssertSafe(page);
    }

    [Fact]
    public async Task A_waves_page_says_what_its_files_say()
    {
        var page = await Page("2026-Q3", "");
        var rows = CsvRows.Of(await _kit.BlobAsync("2026-Q3/r1/estimates.csv"));
        var shown = page.QuerySelectorAll(".indicator tbody tr");
        Assert.Equal(rows.Length, shown.Length);
        foreach (var (row, element) in rows.Zip(shown))
        {
            var cells = element.QuerySelectorAll("td").Select(cell => cell.TextContent).ToArray();
            if (row[5] == "")
                Assert.Single(cells);
            else
                Assert.Equal(row[5], cells[3].Replace("\u202f", ""));
        }
        Assert.Equal(rows.Count(row => row[5] != ""), page.QuerySelectorAll("svg .mark").Length);
        Assert.Equal(
            ["Todos os jovens", "Raparigas+", "Rapazes+", "10 a 12 anos"],
            shown.Take(4).Select(row => row.QuerySelector("th")!.TextContent)
        );
        Assert.Contains("«Raparigas+» e «Rapazes+»", page.Body!.TextContent);
        Assert.Null(page.QuerySelector(".synthetic"));
        Assert.DoesNotContain("code=", page.DocumentElement.OuterHtml);
        AssertSafe(page);
    }

    [Fact]
    public async Task Every_link_on_a_page_leads_somewhere()
    {
        var page = await Page("2026-Q3", "?code=key");
        foreach (var link in page.QuerySelectorAll("a[href^='#']"))
            Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..]));
        var style = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        Assert.NotNull(PageAssets.Find(style[1..]));
        Assert.Equal(
            [
                "estimates.csv",
                "comparisons.csv",
                "associations.csv",
                "models.csv",
                "changes.csv",
                "trends.csv",
                "priorities.csv",
                "quality.csv",
                "codebook.csv",
                "release.json",
                "datapackage.json",
            ],
            page.QuerySelectorAll(".files a").Select(link => link.TextContent)
        );
        Assert.All(
            page.QuerySelectorAll(".files a"),
            link =>
                Assert.Equal(
                    $"/api/releases/2026-Q3/{link.TextContent}?code=key",
                    link.GetAttribute("href")
                )
        );
    }

    [Fact]
    public async Task An_unknown_wave_is_not_found()
    {
        var (response, body) = await Get("2020-Q1", "?lang=%3Cscript%3E");
        Assert.Equal(404, response.StatusCode);
        Assert.DoesNotContain("<script", Encoding.UTF8.GetString(body));
    }

    /// <summary>What the strict content security policy would refuse.</summary>
    private static void AssertSafe(IHtmlDocument page) =>
        Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick], [onload]"));

    private async Task<IHtmlDocument> Page(string wave, string query)
    {
        var (response, body) = await Get(wave, query);
        Assert.Equal(
            (200, "text/html; charset=utf-8"),
            (response.StatusCode, response.ContentType)
        );
        return new HtmlParser().ParseDocument(Encoding.UTF8.GetString(body));
    }

    private Task<(Microsoft.AspNetCore.Http.HttpResponse Response, byte[] Body)> Get(
        string wave,
        string query
    ) =>
        _kit.CallAsync<ReleasePages>(
            (function, request) => function.Run(request),
            query: query,
            values: ("wave", wave)
        );
}
