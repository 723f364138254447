using Xunit;

namespace Survey.Browser.Tests;

/// <summary>What routing leaves out is not there, and not sent.</summary>
public class RoutingTests
{
    [Fact]
    public async Task A_changed_answer_takes_away_what_it_hides()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("age", "13-14");
        await student.GoToAsync("s-people");
        await student.ChooseAsync("contact_unknown", "more_often");
        await student.ChooseAsync("met_unknown", "alone");
        await student.ChooseAsync("images_sent", "more_often");
        await student.ChooseAsync("contact_unknown", "never");
        Assert.False(await student.Page.IsVisibleAsync("#f-met_unknown"));
        await student.ChooseAsync("contact_unknown", "once_or_twice");
        Assert.Equal(0, await student.Page.Locator("[name=met_unknown]:checked").CountAsync());
        await BackToAsync(student, "s-you");
        await student.ChooseAsync("age", "10-12");
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["age=10-12 contact_unknown=once_or_twice"], await site.StoredAsync());
    }

    [Fact]
    public async Task A_section_that_is_left_out_is_passed_over()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.GoToAsync("s-online");
        Assert.Equal("Parte 2 de 7", await student.Page.InnerTextAsync("#progress span"));
        await student.ChooseAsync("devices", "tv");
        await student.ChooseAsync("access_frequency", "never");
        Assert.False(await student.Page.IsVisibleAsync("#f-devices"));
        Assert.Equal("Parte 2 de 4", await student.Page.InnerTextAsync("#progress span"));
        await student.Page.ClickAsync("#next");
        Assert.True(await student.Page.IsVisibleAsync("#s-help"));
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["access_frequency=never"], await site.StoredAsync());
    }

    [Fact]
    public async Task An_exclusive_option_stands_alone_and_an_answer_can_be_taken_back()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("sex", "boy");
        await student.ChooseAsync("sex", "");
        await student.GoToAsync("s-help");
        await student.ChooseAsync("talk_to", "friend", "parent", "nobody");
        Assert.Equal(1, await student.Page.Locator("[name=talk_to]:checked").CountAsync());
        await student.ChooseAsync("talk_to", "police");
        await student.ChooseAsync("learned_from", "school", "");
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["talk_to=police"], await site.StoredAsync());
    }

    [Fact]
    public async Task Back_and_forth_and_the_other_language_lose_no_answer()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("sex", "girl");
        await student.GoToAsync("s-online");
        await student.ChooseAsync("devices", "tv", "tablet");
        var portuguese = await student.Page.InnerTextAsync("#page");
        var before = student.Requests.Count;

        await student.Page.ClickAsync("[data-to=en]");
        Assert.Equal("Being online", await student.Page.InnerTextAsync("#s-online h2"));
        Assert.Equal("Part 2 of 7", await student.Page.InnerTextAsync("#progress span"));
        Assert.Equal("en-GB", await student.Page.GetAttributeAsync("html", "lang"));
        Assert.EndsWith("/en", student.Page.Url, StringComparison.Ordinal);
        await student.Page.ClickAsync("#back");
        Assert.True(await student.Page.IsCheckedAsync("[name=sex][value=girl]"));
        await student.Page.ClickAsync("#next");
        await student.Page.ClickAsync("[data-to=pt]");

        Assert.Equal(portuguese, await student.Page.InnerTextAsync("#page"));
        Assert.Equal(before, student.Requests.Count);
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["sex=girl devices=tablet,tv"], await site.StoredAsync());
    }

    [Fact]
    public async Task On_paper_and_without_script_routing_is_said_in_words()
    {
        const string words = "Salta se na pergunta 4 escolheste «Nunca».";
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.OpenAsync(site, "/pt/print");
        Assert.True(
            await student.Page.GetByText(words, new() { Exact = true }).First.IsVisibleAsync()
        );
        await student.BeginAsync(site);
        await student.GoToAsync("s-online");
        Assert.False(
            await student.Page.GetByText(words, new() { Exact = true }).First.IsVisibleAsync()
        );
        await using var other = await Student.ComeAsync(script: false);
        await other.OpenAsync(site);
        Assert.True(
            await other.Page.GetByText(words, new() { Exact = true }).First.IsVisibleAsync()
        );
    }

    [Theory]
    [InlineData("pt-PT", "pt-PT")]
    [InlineData("en-US", "en-GB")]
    [InlineData("de-DE", "pt-PT")]
    public async Task The_browsers_language_decides_where_no_link_does(string locale, string tag)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(locale: locale);
        await student.OpenAsync(site, "/");
        Assert.Equal(tag, await student.Page.GetAttributeAsync("html", "lang"));
        await student.OpenAsync(site, "/en");
        Assert.Equal("en-GB", await student.Page.GetAttributeAsync("html", "lang"));
    }

    private static async Task BackToAsync(Student student, string section)
    {
        while (!await student.Page.Locator($"#{section}").IsVisibleAsync())
            await student.Page.ClickAsync("#back");
    }
}
