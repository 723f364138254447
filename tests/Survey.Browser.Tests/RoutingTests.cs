using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>One question at a time, and what routing leaves out is not there, and not sent.</summary>
public class RoutingTests
{
    [Fact]
    public async Task A_changed_answer_takes_away_what_it_led_to()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        var answers = Answered.Of(site.Definition.Instrument);
        await student.BeginAsync(site);
        await student.AnswerAsync(answers);
        await student.BackToAsync("age");
        await student.ChooseAsync("age", "10-12");
        await student.ReviewAsync();
        var expected = Answered.Of(site.Definition.Instrument);
        expected[site.Definition.Instrument.PlaceOf("age")] = site
            .Definition.Instrument.Items[site.Definition.Instrument.PlaceOf("age")]
            .Mask(["10-12"]);
        expected.DropUnasked();
        Assert.NotEqual(answers.Items().Count(), expected.Items().Count());
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal([expected.InWords()], await site.StoredAsync());
    }

    [Fact]
    public async Task Back_in_the_browser_and_in_the_page_lead_the_same_way_and_say_nothing_in_the_address()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        var address = student.Page.Url;
        var way = new List<string>();
        for (var question = 0; question < 6; question++)
        {
            way.Add(await QuestionAsync(student));
            await student.Page.ClickAsync("#next");
        }
        for (var question = 5; question >= 3; question--)
        {
            await student.Page.GoBackAsync();
            Assert.Equal(way[question], await QuestionAsync(student));
        }
        await student.BackAsync();
        Assert.Equal(way[2], await QuestionAsync(student));
        await student.Page.GoForwardAsync();
        Assert.Equal(way[3], await QuestionAsync(student));
        Assert.Equal(address, student.Page.Url);
        for (var question = 3; question >= 0; question--)
            await student.Page.GoBackAsync();
        Assert.True(await student.Page.IsVisibleAsync("#start"));
    }

    [Fact]
    public async Task Neither_Enter_nor_a_double_click_passes_over_a_question()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        var first = await QuestionAsync(student);
        await student.Page.FocusAsync("input:visible");
        await student.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(first, await QuestionAsync(student));
        await student.Page.DblClickAsync("#next");
        Assert.Equal(2, await student.DepthAsync());
        Assert.Matches("^Pergunta 2 de cerca de \\d+$", await ProgressAsync(student));
    }

    [Fact]
    public async Task The_length_follows_the_answers()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("age", "15-16");
        var older = await LengthAsync(student);
        await student.ChooseAsync("age", "10-12");
        var younger = await LengthAsync(student);
        Assert.InRange(younger, 2, older - 1);
    }

    [Fact]
    public async Task Answers_are_looked_over_the_personal_ones_behind_a_tap_and_each_can_be_changed()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        var instrument = site.Definition.Instrument;
        await student.BeginAsync(site);
        await student.AnswerAsync(Answered.Of(instrument));
        await student.ReviewAsync();
        var personal = instrument.Items.First(item => item.Sensitive);
        var row = student.Page.Locator("#answers li", new() { HasText = personal.Text["pt"] });
        Assert.False(await row.First.IsVisibleAsync());
        await student.Page.Locator("#answers summary").First.ClickAsync();
        Assert.True(await row.First.IsVisibleAsync());

        await student
            .Page.Locator("#answers li", new() { HasText = instrument.Items[0].Text["pt"] })
            .First.GetByRole(AriaRole.Button)
            .ClickAsync();
        Assert.True(await student.Page.IsVisibleAsync($"#f-{instrument.Items[0].Id}"));
        await student.Page.ClickAsync("#next");
        Assert.True(await student.Page.IsVisibleAsync("#review"));
    }

    [Fact]
    public async Task An_exclusive_option_stands_alone_and_an_answer_can_be_taken_back()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        var item = site.Definition.Instrument.Items.Last(one =>
            one.Options.Any(option => option.Exclusive)
        );
        var none = item.Options.Single(option => option.Exclusive).Id;
        var others = item.Options.Where(option => !option.Exclusive).Take(2);
        await student.BeginAsync(site);
        await student.ChooseAsync("age", "15-16");
        await student.ChooseAsync("age", "");
        await student.ChooseAsync("region", "centro");
        await student.ChooseAsync(item.Id, [.. others.Select(option => option.Id), none]);
        Assert.Equal(1, await student.Page.Locator($"[name={item.Id}]:checked").CountAsync());
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal([$"region=centro {item.Id}={none}"], await site.StoredAsync());
    }

    [Fact]
    public async Task The_other_language_takes_the_words_and_leaves_the_answers()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        var portuguese = await student.Page.InnerTextAsync("#page");

        await student.SpeakAsync("en");
        Assert.Equal("Centre", await student.Page.InnerTextAsync("label:has(:checked):visible"));
        Assert.Matches("^Question \\d+ of about \\d+$", await ProgressAsync(student));
        Assert.EndsWith("/en", student.Page.Url, StringComparison.Ordinal);
        await student.SpeakAsync("pt");
        Assert.Equal(portuguese, await student.Page.InnerTextAsync("#page"));

        await student.Context.SetOfflineAsync(true);
        await student.Page.ClickAsync("[data-to=en]");
        await Assertions.Expect(student.Page.Locator("#keys")).ToContainTextAsync("Sem ligação");
        await student.Context.SetOfflineAsync(false);
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["region=centro"], await site.StoredAsync());
    }

    [Fact]
    public async Task A_region_is_found_by_the_municipality_which_is_not_sent()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.GoToAsync("region");
        await student.Page.ClickAsync("#find");
        await student.Page.SelectOptionAsync("select", "Viseu");
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["region=centro"], await site.StoredAsync());
    }

    [Fact]
    public async Task Digits_choose_where_the_student_wants_it()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.GoToAsync("region");
        await student.Page.Keyboard.PressAsync("2");
        Assert.Equal(0, await student.Page.Locator("[name=region]:checked").CountAsync());
        await student.Page.CheckAsync("#digits");
        await student.Page.Keyboard.PressAsync("2");
        Assert.True(
            await student.Page.Locator("[name=region]").Nth(1).IsCheckedAsync(),
            "The second option is not chosen."
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

    private static Task<string> QuestionAsync(Student student) =>
        student.Page.Locator("legend:visible").First.InnerTextAsync();

    private static Task<string> ProgressAsync(Student student) =>
        student.Page.InnerTextAsync("#progress span");

    private static async Task<int> LengthAsync(Student student) =>
        int.Parse(
            Regex.Match(await ProgressAsync(student), "\\d+$").Value,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
