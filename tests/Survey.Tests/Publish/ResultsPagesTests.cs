using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>The public page, the pages that lead to it, and the admin's word that puts it there.</summary>
public sealed class ResultsPagesTests : IAsyncLifetime
{
    private const string Done = """{"pt":"Há mais horas\n\n<b>de ajuda</b>.","en":"More hours."}""";
    private const string Newest = "2026-Q3";

    /// <summary>How old a page may be before it is what the admin said.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-15T12:00:00Z"));
    private readonly PublishFixture _kit;

    public ResultsPagesTests() => _kit = new(time: _time);

    public async Task InitializeAsync()
    {
        await _kit.CloseWaveAsync(Newest, 500);
        await _kit.Publisher.PublishAsync(Newest, default);
    }

    public Task DisposeAsync()
    {
        _kit.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_page_is_there_while_an_admin_says_so_and_students_are_led_to_it()
    {
        Assert.Equal(404, (await GetAsync("results")).Response.StatusCode);
        Assert.Empty((await PageAsync("pt/about")).QuerySelectorAll(".found"));

        Assert.Equal(200, await PutAsync($$"""{"public":true,"done":{{Done}}}"""));
        var rows = CsvRows.Of(await _kit.BlobAsync($"{Newest}/r1/estimates.csv"));
        foreach (var language in _kit.Definition.Instrument.Languages)
        {
            var page = await PageAsync($"{language}/results");
            Assert.Equal(_kit.Definition.Words["tag"][language], Language(page));
            AssertSafe(page);
            // The first five of the survey's choice that are published.
            var chosen = _kit
                .Definition.Reporting.Public!.Figures.Select(figure =>
                    (
                        Text: figure.Text[language],
                        Row: rows.Single(row => (row[1], row[2]) == (figure.Indicator, "all"))
                    )
                )
                .Where(one => one.Row[^1] == "published")
                .Take(5)
                .ToArray();
            Assert.Equal(5, chosen.Length);
            var said = page.QuerySelectorAll(".figures")[0].QuerySelectorAll("p");
            foreach (var ((text, row), sentence) in chosen.Zip(said, (one, other) => (one, other)))
            {
                Assert.Contains($" {text}.", sentence.TextContent);
                Assert.Equal(
                    [Round(row[7]), "100", Floor(row[9]), Ceiling(row[10])],
                    Numbers(sentence.TextContent.Replace(text, ""))
                        .Where(number => number is not ("10" or "19"))
                );
            }
            Assert.Equal(3, page.QuerySelectorAll(".talk li").Length);
            Assert.NotEmpty(page.QuerySelectorAll(".lines .call"));
            foreach (var before in (string[])["about", "thanks"])
            {
                var leading = (await PageAsync($"{language}/{before}")).QuerySelector(".found")!;
                Assert.Equal(
                    said.Take(3).Select(one => one.FirstChild!.TextContent.Trim()),
                    leading.QuerySelectorAll("li").Select(one => one.TextContent)
                );
                Assert.Equal(
                    $"/{language}/results/{Newest}",
                    leading.QuerySelector("a")!.GetAttribute("href")
                );
            }
        }
        var done = (await PageAsync("pt/results")).QuerySelectorAll("[aria-labelledby=done] p");
        Assert.Equal(["Há mais horas", "<b>de ajuda</b>."], done.Select(one => one.TextContent));

        Assert.Equal(200, await PutAsync("""{"public":false}"""));
        foreach (
            var path in (string[])
                ["results", $"en/results/{Newest}", $"pt/results/{Newest}/picture.png"]
        )
            Assert.Equal(404, (await GetAsync(path)).Response.StatusCode);
        Assert.Empty((await PageAsync("en/thanks")).QuerySelectorAll(".found"));
    }

    [Fact]
    public async Task The_newest_comes_first_each_stays_and_a_revision_is_for_an_admin_to_look_at()
    {
        const string Before = "2026-Q2";
        await _kit.CloseWaveAsync(Before, 300, seed: 8);
        await _kit.Publisher.PublishAsync(Before, default);
        foreach (var wave in (string[])[Newest, Before])
            Assert.Equal(200, await PutAsync("""{"public":true}""", wave));
        Assert.Equal([Newest, Newest, Before], await ShownAsync());

        await _kit.Publisher.ReviseAsync((await _kit.Waves.GetAsync(Newest, default))!, default);
        _time.Advance(Minute);
        Assert.Equal([Before, "", Before], await ShownAsync());
        Assert.Equal(200, await PutAsync("""{"public":true}"""));
        Assert.Equal([Newest, Newest, Before], await ShownAsync());

        async Task<string[]> ShownAsync() =>
            [
                await WaveOfAsync("results"),
                await WaveOfAsync($"results/{Newest}"),
                await WaveOfAsync($"results/{Before}"),
            ];
    }

    [Fact]
    public async Task It_is_shown_with_the_texts_it_was_published_with()
    {
        var texts = _kit.Definition.Reporting.Public!;
        var then = new Texts(
            _kit.Definition.Instrument.Languages.ToImmutableDictionary(
                language => language,
                _ => "were told otherwise"
            )
        );
        var other = _kit.Definition with
        {
            Reporting = _kit.Definition.Reporting with
            {
                Public = texts with { Talk = [then, then, then] },
            },
        };
        await _kit.PublisherWith(other)
            .ReviseAsync((await _kit.Waves.GetAsync(Newest, default))!, default);
        Assert.Equal(200, await PutAsync("""{"public":true}"""));
        Assert.All(
            (await PageAsync("en/results")).QuerySelectorAll(".talk li"),
            topic => Assert.Equal("were told otherwise", topic.TextContent)
        );
    }

    [Fact]
    public async Task It_can_be_shared_as_a_link_with_a_picture()
    {
        await PutAsync("""{"public":true}""");
        var page = await PageAsync("pt/results");
        string Meta(string name) =>
            page.QuerySelector($"meta[property='og:{name}']")!.GetAttribute("content")!;
        Assert.Equal($"https://survey.example.org/results/{Newest}", Meta("url"));
        Assert.Equal(page.QuerySelector("h1")!.TextContent, Meta("title"));
        Assert.StartsWith(
            Meta("description"),
            page.QuerySelector(".figures p")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            Meta("description"),
            page.QuerySelectorAll("meta[name=description]").Single().GetAttribute("content")
        );
        var picture = Meta("image").Replace("https://survey.example.org/", "");
        var (response, body) = await GetAsync(picture);
        Assert.Equal("image/png", response.ContentType);
        Assert.Equal(int.Parse(Meta("image:width")), BigGustave.Png.Open(body).Width);
        var link = page.QuerySelector<IHtmlAnchorElement>("[data-png]")!.GetAttribute("href")!;
        var svg = Encoding.UTF8.GetString((await GetAsync(link[1..])).Body);
        Assert.Equal(5, svg.Split("class=\"mark\"").Length - 1);
    }

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("""{"done":{"pt":"a","en":"b"},"color":1}""", "body done public")]
    [InlineData("""{"public":"yes"}""", "public")]
    [InlineData("""{"public":true,"public":true}""", "body")]
    [InlineData("""{"public":true,"done":"planted"}""", "done")]
    [InlineData(
        """{"public":true,"done":{"pt":"","en":7,"xx":"planted"}}""",
        "done done.en done.pt"
    )]
    [InlineData("""{"public":true,"done":{"pt":"planted\u0007","en":"b"}}""", "done.pt")]
    public async Task Every_fault_is_named_and_nothing_changed(string json, string faults)
    {
        var (response, body) = await SendAsync(json, Newest);
        Assert.Equal(400, response.StatusCode);
        var text = Encoding.UTF8.GetString(body);
        using var problem = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal(
            faults,
            string.Join(
                ' ',
                problem.RootElement.GetProperty("errors").EnumerateObject().Select(one => one.Name)
            )
        );
        Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
        Assert.Null((await _kit.Waves.GetAsync(Newest, default))!.Results);
    }

    [Fact]
    public async Task What_has_no_figures_is_not_shown()
    {
        await _kit.CloseWaveAsync("2026-Q1", 20, seed: 9);
        Assert.Equal(409, await PutAsync("""{"public":true}""", "2026-Q1"));
        await _kit.Publisher.PublishAsync("2026-Q1", default);
        Assert.Equal(409, await PutAsync("""{"public":true}""", "2026-Q1"));
        Assert.Equal(200, await PutAsync("""{"public":false}""", "2026-Q1"));
        Assert.Equal(404, await PutAsync("""{"public":true}""", "1999-Q1"));
        var text = new string('a', 1001);
        Assert.Equal(
            400,
            await PutAsync($$$"""{"public":true,"done":{"pt":"{{{text}}}","en":"b"}}""")
        );
    }

    private static string? Language(IDocument page) => page.DocumentElement.GetAttribute("lang");

    private static void AssertSafe(IHtmlDocument page)
    {
        Assert.InRange(page.Source.Text.Length, 1, 20_000);
        Assert.Empty(page.QuerySelectorAll("script:not([src]), style, [style], [onclick], img"));
        Assert.Equal(
            page.QuerySelectorAll("[id]").Length,
            page.QuerySelectorAll("[id]").Select(one => one.Id).Distinct().Count()
        );
    }

    private async Task<string> WaveOfAsync(string path)
    {
        var (response, body) = await GetAsync(path);
        if (response.StatusCode != 200)
            return "";
        var page = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(body));
        return page.QuerySelector(".share a")!.GetAttribute("href")!.Split('/')[^1];
    }

    private async Task<IHtmlDocument> PageAsync(string path)
    {
        var (response, body) = await GetAsync(path);
        Assert.Equal(200, response.StatusCode);
        return new HtmlParser().ParseDocument(Encoding.UTF8.GetString(body));
    }

    private Task<(HttpResponse Response, byte[] Body)> GetAsync(string path) =>
        path.Split('/') is ["results", .. var rest]
            ? _kit.CallAsync<ResultsPages>(
                (function, request) => function.Run(request),
                values: ("wave", rest.FirstOrDefault() ?? "")
            )
            : _kit.CallAsync<SurveyPage>(
                (function, request) => function.Run(request),
                values: ("path", path)
            );

    private async Task<int> PutAsync(string json, string wave = Newest)
    {
        var (response, _) = await SendAsync(json, wave);
        _time.Advance(Minute);
        return response.StatusCode;
    }

    private Task<(HttpResponse Response, byte[] Body)> SendAsync(string json, string wave) =>
        _kit.CallAsync<Survey.Publish.ChangeResults>(
            (function, request) => function.Run(request),
            "PUT",
            json: json,
            values: ("wave", wave)
        );

    private static string Round(string share) =>
        Text(Math.Round(Hundred(share), MidpointRounding.AwayFromZero));

    private static string Floor(string share) => Text(Math.Floor(Hundred(share)));

    private static string Ceiling(string share) => Text(Math.Ceiling(Hundred(share)));

    private static decimal Hundred(string share) =>
        100 * decimal.Parse(share, CultureInfo.InvariantCulture);

    private static string Text(decimal number) =>
        number.ToString("0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Numbers(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, @"\d+").Select(match => match.Value);
}
