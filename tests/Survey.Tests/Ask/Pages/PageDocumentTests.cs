using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Ask.Pages;

/// <summary>The pages as the program serves them.</summary>
public sealed class PageDocumentTests : IAsyncLifetime
{
    private TestProgram _program = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync();
        while (
            !(
                await _program.Client.GetAsync(new Uri("/api/survey", UriKind.Relative))
            ).IsSuccessStatusCode
        )
            await Task.Delay(20);
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task The_form_has_every_option_of_every_item()
    {
        var page = await ReadAsync("/pt");
        foreach (var item in Shipped.Instrument.Items)
            Assert.Equal(
                item.Options.Select(option => option.Id).Append(""),
                page.QuerySelectorAll<IHtmlInputElement>($"#page [name='{item.Id}']")
                    .Select(input => input.Value)
            );
    }

    /// <summary>The script exchanges the words of one tree and the other, node by node.</summary>
    [Theory]
    [InlineData("/pt", "en")]
    [InlineData("/en", "pt")]
    public async Task The_other_language_is_the_same_tree(string path, string other)
    {
        var page = await ReadAsync(path);
        var template = page.QuerySelector<IHtmlTemplateElement>($"template[data-lang={other}]")!;
        Assert.Equal(Shape(page.GetElementById("page")!), Shape(template.Content));
        Assert.NotEqual(page.GetElementById("page")!.TextContent, template.Content.TextContent);
    }

    [Theory]
    [InlineData("/pt")]
    [InlineData("/en/about")]
    [InlineData("/print")]
    [InlineData("/pt/thanks")]
    [InlineData("/nowhere")]
    public async Task Nothing_is_inline_and_nothing_comes_from_elsewhere(string path)
    {
        var page = await ReadAsync(path);
        Assert.Empty(page.QuerySelectorAll("style, script:not([src]), [style], base, iframe, img"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.All(
            page.QuerySelectorAll("[src], link[rel=stylesheet]"),
            element =>
                Assert.StartsWith(
                    "/assets/survey.",
                    element.GetAttribute("src") ?? element.GetAttribute("href"),
                    StringComparison.Ordinal
                )
        );
        Assert.DoesNotContain(
            page.QuerySelectorAll("body")[0].TextContent,
            "{",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_reply_carries_an_id_of_its_own_and_is_not_kept()
    {
        using var reply = await _program.Client.GetAsync(new Uri("/pt", UriKind.Relative));
        Assert.Equal("no-store", $"{reply.Headers.CacheControl}");
        Assert.Null(reply.Headers.ETag);
        var ids = new[] { IdIn(await ReadAsync("/pt")), IdIn(await ReadAsync("/pt")) };
        Assert.DoesNotContain(Guid.Empty, ids);
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Other_pages_are_asked_for_again_only_when_they_changed()
    {
        var about = new Uri("/pt/about", UriKind.Relative);
        using var first = await _program.Client.GetAsync(about);
        using var request = new HttpRequestMessage(HttpMethod.Get, about);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _program.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);

        using var asset = await _program.Client.GetAsync(
            new Uri(PageAssets.AddressOf("survey.js"), UriKind.Relative)
        );
        Assert.Equal("public, max-age=31536000, immutable", $"{asset.Headers.CacheControl}");
    }

    [Fact]
    public async Task The_sheet_for_printing_has_every_question_and_routing_in_both_languages()
    {
        var page = await ReadAsync("/print");
        foreach (var language in Shipped.Instrument.Languages)
        {
            var sheet = page.QuerySelector($".sheet[lang^={language}]")!.TextContent;
            foreach (var item in Shipped.Instrument.Items)
            {
                Assert.Contains(item.Text[language], sheet, StringComparison.Ordinal);
                Assert.All(
                    item.Options,
                    option =>
                        Assert.Contains(option.Text[language], sheet, StringComparison.Ordinal)
                );
            }
        }
        var portuguese = page.QuerySelector(".sheet[lang=pt-PT]")!;
        Assert.Contains(
            "Salta esta parte se na pergunta 5 escolheste «Nunca».",
            portuguese.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Responde a esta parte só se na pergunta 1 escolheste «13 ou 14 anos», «15 ou 16 anos» ou «17 a 19 anos».",
            portuguese.TextContent,
            StringComparison.Ordinal
        );
        Assert.Single((await ReadAsync("/en/print")).QuerySelectorAll(".sheet"));
    }

    [Theory]
    [InlineData("/pt", "Versão de ensaio")]
    [InlineData("/en/about", "Trial version")]
    public async Task A_survey_that_names_nobody_says_so(string path, string words) =>
        Assert.Contains(
            words,
            (await ReadAsync(path)).QuerySelector(".banner")!.TextContent,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_note_on_privacy_tells_the_definitions_own_numbers()
    {
        var about = (await ReadAsync("/en/about")).QuerySelector("main")!.TextContent;
        Assert.Contains(
            $"at most {Shipped.Instrument.Items.Length} questions",
            about,
            StringComparison.Ordinal
        );
        Assert.Contains("7 days after the results", about, StringComparison.Ordinal);
        Assert.Contains(Shipped.Instrument.Sha256, about, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_waves_the_page_says_when_the_next_opens_and_who_helps()
    {
        string[] months = ["janeiro", "abril", "julho", "outubro"];
        var quarter = Quarter.Of(DateTimeOffset.UtcNow);
        using var admin = _program.WithKey(TestProgram.AdminKey);
        await admin.PostAsync(
            new Uri($"/api/waves/{quarter.Id}/close", UriKind.Relative),
            content: null
        );
        while ((await ReadAsync("/pt")).QuerySelector("form") is not null)
            await Task.Delay(50);
        var page = await ReadAsync("/pt");
        var next = quarter.Plus(1);
        Assert.Contains(
            $"O próximo abre no dia 1 de {months[next.Number - 1]} de {next.Year}.",
            page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull(page.QuerySelector("aside.help a[href='tel:116111']"));
    }

    private static Guid IdIn(IDocument page) =>
        Guid.Parse(page.QuerySelector<IHtmlInputElement>("[name=id]")!.Value);

    private static string Shape(INode node) =>
        node is IText ? "'"
        : node is not IElement and not IDocumentFragment ? ""
        : $"{(node is IElement named && named.Id != "page" ? Names(named) : "")}({string.Concat(node.ChildNodes.Select(Shape))})";

    private static string Names(IElement element) =>
        $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}";

    private async Task<IDocument> ReadAsync(string path)
    {
        using var reply = await _program.Client.GetAsync(new Uri(path, UriKind.Relative));
        return await new HtmlParser().ParseDocumentAsync(await reply.Content.ReadAsStringAsync());
    }
}
