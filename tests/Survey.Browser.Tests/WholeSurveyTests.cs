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
        await student.OpenAsync(site, path);
        await TabToAsync(student.Page, "#begin");
        await student.Page.Keyboard.PressAsync("Enter");
        foreach (var (section, items) in Answered.Whole)
        {
            Assert.Equal(section, await FocusedAsync(student.Page, "closest('section').id"));
            foreach (var (item, options) in items)
                await ChooseByKeyboardAsync(student.Page, item, options);
            await TabToAsync(student.Page, "#next");
            await student.Page.Keyboard.PressAsync("Enter");
        }
        await TabToAsync(student.Page, "#send");
        await student.Page.Keyboard.PressAsync("Enter");
        await student.SeeAsync("thanks");
        Assert.Equal(thanks, await student.Page.InnerTextAsync("#thanks h1"));
        Assert.Equal(thanks, await FocusedAsync(student.Page, "textContent"));
        Assert.Equal([Answered.Stored], await site.StoredAsync());
    }

    [Theory]
    [InlineData("/pt")]
    [InlineData("/en")]
    public async Task By_touch_on_a_small_screen(string path)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: 360, height: 640, touch: true);
        await student.OpenAsync(site, path);
        await student.Page.TapAsync("#begin");
        foreach (var (_, items) in Answered.Whole)
        {
            foreach (var (item, options) in items)
            foreach (var option in options)
                await student.Page.TapAsync($"label:has([name='{item}'][value='{option}'])");
            await student.Page.TapAsync("#next");
        }
        await student.Page.TapAsync("#send");
        await student.SeeAsync("thanks");
        Assert.Equal([Answered.Stored], await site.StoredAsync());
        Assert.Empty(student.Complaints);
    }

    [Theory]
    [InlineData("/pt", "Obrigado pela tua ajuda!")]
    [InlineData("/en", "Thank you for your help!")]
    public async Task Without_script(string path, string thanks)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(script: false);
        await student.OpenAsync(site, path);
        foreach (var (item, options) in Answered.Whole.SelectMany(section => section.Items))
            await student.ChooseAsync(item, options);
        // There and back again: no answer is lost.
        foreach (var to in (string[])[path == "/pt" ? "en" : "pt", path[1..]])
        {
            await student.Page.ClickAsync($"[name=to][value={to}]");
            await student.Page.WaitForSelectorAsync(
                $"[name=language][value={to}]",
                new() { State = WaitForSelectorState.Attached }
            );
        }
        await student.Page.ClickAsync("#send");
        Assert.Equal(thanks, await student.Page.InnerTextAsync("main h1"));
        await student.Page.ReloadAsync();
        Assert.Equal([Answered.Stored], await site.StoredAsync());
    }

    private static async Task ChooseByKeyboardAsync(IPage page, string item, string[] options)
    {
        var isSeveral = await page.Locator($"[name='{item}'][type=checkbox]").CountAsync() > 0;
        if (isSeveral)
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
            if (
                await page.Locator($"[name='{item}'][value='{options[0]}']:checked").CountAsync()
                > 0
            )
                return;
            await page.Keyboard.PressAsync("ArrowDown");
        }
        Assert.Fail($"{item} has no {options[0]} within reach of the arrow keys.");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var tries = 0; tries < 60; tries++)
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
