using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Survey.Ask;
using Survey.Standalone.Demo;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>A wave's whole life, as somebody sees it who tries the program for the first time.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task In_the_fast_demo_a_wave_opens_closes_and_is_published_while_one_looks()
    {
        using var output = new StringWriter();
        await using var app = await DemoProgram.BuildAsync(
            ["--fast"],
            new HostOverrides
            {
                Environment = new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" },
                Output = TextWriter.Synchronized(output),
            }
        );
        await app.StartAsync();
        var said = output.ToString();
        var wave = Said(said, @"Wave (\S+) opens in ten seconds");
        await using var student = await Student.ComeAsync();
        await UntilAsync(student.Page, app.Urls.First(), "#begin");
        await student.Page.ClickAsync("#begin");
        await student.ChooseAsync("region", "centro");
        await student.SendAsync();
        await student.SeeAsync("thanks");

        await using var admin = await Student.ComeAsync(locale: "en-GB");
        await admin.Page.GotoAsync(Said(said, @"Admins:\s+(\S+)"));
        await UntilAsync(
            admin.Page,
            $"{app.Urls.First()}/manage/waves/{wave}",
            "form[aria-labelledby=approve]"
        );
        await admin.Page.ClickAsync("form[aria-labelledby=approve] button");
        await admin.Page.ClickAsync("form:has([name=sure]) button");

        await using var analyst = await Student.ComeAsync(locale: "en-GB");
        await analyst.Page.GotoAsync(Said(said, @"Analysts:\s+(\S+)"));
        await UntilAsync(
            analyst.Page,
            $"{app.Urls.First()}/releases",
            $"a[href*='/releases/{wave}']"
        );
        // The made-up students and the one at the browser.
        var counted = await app.Services.GetRequiredService<Waves>().GetAsync(wave, default);
        Assert.Equal(641, counted!.Responses);
        await app.StopAsync();
    }

    private static string Said(string output, string pattern) =>
        Regex.Match(output, pattern).Groups[1].Value;

    /// <summary>Opens the page again until it shows what is waited for.</summary>
    private static async Task UntilAsync(IPage page, string address, string selector)
    {
        var until = DateTime.UtcNow.AddMinutes(3);
        do
        {
            await page.GotoAsync(address);
            if (await page.Locator(selector).First.IsVisibleAsync())
                return;
            await Task.Delay(500);
        } while (DateTime.UtcNow < until);
        Assert.Fail($"{selector} did not come at {new Uri(address).AbsolutePath}");
    }
}
