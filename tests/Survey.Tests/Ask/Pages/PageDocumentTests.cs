using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
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
        var questions = Unfold(await ReadAsync("/pt"));
        foreach (var item in Shipped.Instrument.Items)
            Assert.Equal(
                item.Options.Select(option => option.Id).Append(""),
                questions
                    .QuerySelectorAll<IHtmlInputElement>($"#page [name='{item.Id}']")
                    .Select(input => input.Value)
            );
    }

    /// <summary>A browser without script shows no question of an age that is not known yet.</summary>
    [Fact]
    public async Task Before_the_script_takes_them_out_no_question_is_on_the_page()
    {
        var page = await ReadAsync("/pt");
        Assert.Empty(page.QuerySelectorAll("#page fieldset"));
        Assert.Single(page.QuerySelectorAll("#page form [type=submit]"));
    }

    /// <summary>The script takes over the words of one tree for another, node by node.</summary>
    [Fact]
    public async Task The_other_language_is_the_same_tree()
    {
        var (here, there) = (Unfold(await ReadAsync("/pt")), Unfold(await ReadAsync("/en")));
        Assert.Equal(Shape(here.GetElementById("page")!), Shape(there.GetElementById("page")!));
    }

    [Theory]
    [InlineData("/pt")]
    [InlineData("/en/about")]
    [InlineData("/print/13-19")]
    [InlineData("/pt/quiz")]
    [InlineData("/pt/places")]
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
    public async Task A_shared_link_says_what_the_survey_says_of_itself()
    {
        var page = await ReadAsync("/pt");
        Assert.StartsWith(
            page.QuerySelector("#start p")!.TextContent,
            page.QuerySelectorAll("meta[name=description]").Single().GetAttribute("content"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pages_are_asked_for_again_only_when_they_changed()
    {
        var survey = new Uri("/pt", UriKind.Relative);
        using var first = await _program.Client.GetAsync(survey);
        using var request = new HttpRequestMessage(HttpMethod.Get, survey);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _program.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);

        using var asset = await _program.Client.GetAsync(
            new Uri(PageAssets.AddressOf("survey.js"), UriKind.Relative)
        );
        Assert.Equal("public, max-age=31536000, immutable", $"{asset.Headers.CacheControl}");
    }

    [Fact]
    public async Task A_sheet_for_printing_is_numbered_says_its_routing_and_comes_in_both_languages()
    {
        var page = await ReadAsync("/print/13-19");
        Assert.Equal(2, page.QuerySelectorAll(".sheet").Length);
        var headings = page.QuerySelectorAll(".sheet[lang=pt-PT] h3").Select(h => h.TextContent);
        Assert.All(
            headings.Select((text, place) => (text, place)),
            heading => Assert.StartsWith($"{heading.place + 1}. ", heading.text)
        );
        Assert.Contains(
            page.QuerySelectorAll(".sheet[lang=pt-PT] .route"),
            route => Regex.IsMatch(route.TextContent, @"na pergunta \d+ escolheste «")
        );
        Assert.Single((await ReadAsync("/en/print/10-12")).QuerySelectorAll(".sheet"));
        Assert.Equal(2, (await ReadAsync("/en/print")).QuerySelectorAll("main .button").Length);
    }

    [Fact]
    public async Task Without_anybody_responsible_no_survey_opens_and_every_page_says_so()
    {
        await using var nobodys = await TestProgram.StartAsync(
            new Dictionary<string, string?>
            {
                ["Survey:OperatorName"] = null,
                ["Survey:OperatorContact"] = null,
            }
        );
        var html = await nobodys.Client.GetStringAsync(new Uri("/pt", UriKind.Relative));
        var page = await new HtmlParser().ParseDocumentAsync(html);
        Assert.Null(page.QuerySelector("form"));
        Assert.Contains("não abre", page.QuerySelector(".banner")!.TextContent);
    }

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
        Assert.Contains("test@example.org", about, StringComparison.Ordinal);
        var schools = (await ReadAsync("/en/about/schools")).QuerySelector("main")!.TextContent;
        Assert.Contains(Shipped.Instrument.Sha256, schools, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_waves_the_page_says_when_the_next_opens_and_who_helps()
    {
        string[] months = ["janeiro", "abril", "julho", "outubro"];
        var period = Shipped.Now;
        using var admin = _program.WithKey(TestProgram.AdminKey);
        await admin.PostAsync(
            new Uri($"/api/waves/{period.Id}/close", UriKind.Relative),
            content: null
        );
        while ((await ReadAsync("/pt")).QuerySelector("form") is not null)
            await Task.Delay(50);
        var page = await ReadAsync("/pt");
        var next = period.Plus(1);
        Assert.Contains(
            $"O próximo abre no dia 1 de {months[next.Number - 1]} de {next.Year}.",
            page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull(page.QuerySelector("aside.help a[href='tel:116111']"));
    }

    /// <summary>As the script leaves it: templates gone, what they hold in their place.</summary>
    private static IDocument Unfold(IDocument page)
    {
        foreach (var template in page.QuerySelectorAll<IHtmlTemplateElement>("template").ToArray())
            template.Replace([.. template.Content.ChildNodes]);
        return page;
    }

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
