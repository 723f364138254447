using Microsoft.Playwright;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>From the first screen to a stored response, in every way of using a browser.</summary>
public class WholeSurveyTests
{
    [Theory]
    [InlineData("/pt", "Obrigado pela tua ajuda!")]
    [InlineData("/en", "Thank you for your help!")]
    public async Task By_keyboard_only(string path, string thanks)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        var page = student.Page;
        var answers = Answered.Of(site.Definition.Instrument);
        await student.OpenAsync(site, path);
        await TabToAsync(page, "#begin");
        await page.Keyboard.PressAsync("Enter");
        foreach (var (item, options) in answers.Items())
        {
            if (!await page.IsVisibleAsync($"#f-{item}"))
            {
                await TabToAsync(page, "#next");
                await page.Keyboard.PressAsync("Enter");
                Assert.Contains(await FocusedAsync(page, "localName"), (string[])["legend", "h2"]);
            }
            await ChooseByKeyboardAsync(page, item, options);
        }
        await TabToAsync(page, "#next");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "#send", tries: 300);
        await page.Keyboard.PressAsync("Enter");
        await student.SeeAsync("thanks");
        Assert.Equal(thanks, await FocusedAsync(page, "textContent"));
        Assert.Equal([answers.InWords()], await site.StoredAsync());
    }

    [Theory]
    [InlineData("/pt")]
    [InlineData("/en")]
    public async Task By_touch_on_a_small_screen(string path)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: 360, height: 640, touch: true);
        var answers = Answered.Of(site.Definition.Instrument);
        await student.OpenAsync(site, path);
        Assert.True(
            await student.Page.EvaluateAsync<bool>(
                "() => document.getElementById('begin').getBoundingClientRect().bottom <= innerHeight"
            ),
            "The button to start is not on the first screen."
        );
        await student.Page.TapAsync("#begin");
        foreach (var (item, options) in answers.Items())
        {
            if (!await student.Page.IsVisibleAsync($"#f-{item}"))
                await student.Page.TapAsync("#next");
            foreach (var option in options)
                await student.Page.TapAsync($"label:has([name='{item}'][value='{option}'])");
        }
        await student.Page.TapAsync("#next");
        await student.Page.TapAsync("#send");
        await student.SeeAsync("thanks");
        Assert.Equal([answers.InWords()], await site.StoredAsync());
        Assert.Empty(student.Complaints);
    }

    [Theory]
    [InlineData("/pt", "Obrigado pela tua ajuda!")]
    [InlineData("/en", "Thank you for your help!")]
    public async Task Without_script(string path, string thanks)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(script: false);
        var answers = Answered.Of(site.Definition.Instrument);
        await student.BeginAsync(site, path);
        await student.AnswerAsync(answers);
        // There and back again: no answer is lost.
        await student.SpeakAsync(path == "/pt" ? "en" : "pt");
        await student.SpeakAsync(path[1..]);
        await student.SendAsync();
        Assert.Equal(thanks, await student.Page.InnerTextAsync("main h1"));
        await student.Page.ReloadAsync();
        Assert.Equal([answers.InWords()], await site.StoredAsync());
    }

    private static async Task ChooseByKeyboardAsync(IPage page, string item, string[] options)
    {
        if (await page.Locator($"[name='{item}'][type=checkbox]").CountAsync() > 0)
        {
            foreach (var option in options)
            {
                await TabToAsync(page, $"[name='{item}'][value='{option}']");
                await page.Keyboard.PressAsync("Space");
            }
            return;
        }
        await TabToAsync(page, $"[name='{item}']");
        await page.Keyboard.PressAsync("Space");
        for (var tries = 0; tries < 20; tries++)
        {
            if (await page.IsCheckedAsync($"[name='{item}'][value='{options[0]}']"))
                return;
            await page.Keyboard.PressAsync("ArrowDown");
        }
        Assert.Fail($"{item} has no {options[0]} within reach of the arrow keys.");
    }

    private static async Task TabToAsync(IPage page, string selector, int tries = 60)
    {
        for (; tries > 0; tries--)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync(page, $"matches(\"{selector}\")") == "true")
                return;
        }
        Assert.Fail($"{selector} is out of reach of the Tab key.");
    }

    private static Task<string> FocusedAsync(IPage page, string what) =>
        page.EvaluateAsync<string>($"String(document.activeElement.{what})");
}
