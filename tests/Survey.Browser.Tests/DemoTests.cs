using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Survey.Ask;
using Survey.Standalone;
using Survey.Standalone.Demo;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>The walk of the README, as somebody takes it who tries the program for the first time.</summary>
public sealed class DemoTests
{
    private const string Changed = "Tell us: how old are you now?";

    private static readonly HostOverrides Alone = new()
    {
        Environment = new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" },
        Output = TextWriter.Null,
    };

    [Fact]
    public async Task A_question_is_changed_previewed_and_in_the_fast_demo_asked_answered_and_published()
    {
        using var folder = new TemporaryFolder();
        var changed = await ChangeAsync(folder.Path);
        await SeePreviewAsync(folder.Path);

        using var output = new StringWriter();
        await using var app = await DemoProgram.BuildAsync(
            ["--fast"],
            Alone with
            {
                Output = TextWriter.Synchronized(output),
                Services = services =>
                    services.AddSingleton(provider =>
                        SurveyApp.WithOperator(changed, provider.GetRequiredService<Settings>())
                    ),
            }
        );
        await app.StartAsync();
        var said = output.ToString();
        var wave = Said(said, @"Wave (\S+) opens in ten seconds");
        await using var student = await Student.ComeAsync(
            width: 390,
            height: 844,
            touch: true,
            locale: "en-GB"
        );
        await UntilAsync(student.Page, app.Urls.First(), "#begin");
        await student.Page.TapAsync("#begin");
        await Assertions.Expect(student.Page.GetByText(Changed)).ToBeVisibleAsync();
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
        await analyst.Page.ClickAsync($"a[href*='/releases/{wave}']");
        Assert.Contains(Changed, await DownloadCodebookAsync(analyst.Page));
        // The made-up students and the one at the browser.
        var counted = await app.Services.GetRequiredService<Waves>().GetAsync(wave, default);
        Assert.Equal(641, counted!.Responses);
        await app.StopAsync();
    }

    /// <summary>Copies the survey that is shipped, puts its first question otherwise and checks it.</summary>
    private static async Task<Definition> ChangeAsync(string folder)
    {
        var shipped = Path.Join(AppContext.BaseDirectory, "surveys", SurveyApp.Surveys()[0]);
        foreach (var path in Directory.GetFiles(shipped, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Join(folder, Path.GetRelativePath(shipped, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        var instrument = Path.Join(folder, "instrument.json");
        var before = SurveyApp.LoadDefinition(shipped).Instrument.Items[0].Text["en"];
        var text = await File.ReadAllTextAsync(instrument);
        Assert.Contains($"\"{before}\"", text);
        await File.WriteAllTextAsync(instrument, text.Replace($"\"{before}\"", $"\"{Changed}\""));
        Assert.Equal(0, await CheckCommand.RunAsync([folder], TextWriter.Null, TextWriter.Null));
        return SurveyApp.LoadDefinition(folder);
    }

    private static async Task SeePreviewAsync(string folder)
    {
        await using var preview = await PreviewProgram.BuildAsync([folder], Alone);
        await preview.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(preview.Urls.First()) };
        Assert.Contains(Changed, await client.GetStringAsync("/en"));
        await preview.StopAsync();
    }

    /// <summary>What stands in the codebook of the release's archive.</summary>
    private static async Task<string> DownloadCodebookAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.ClickAsync("a[href*='release.zip']")
        );
        await using var archive = await ZipFile.OpenReadAsync(await download.PathAsync());
        using var reader = new StreamReader(
            archive.Entries.Single(entry => entry.Name == "codebook.csv").Open()
        );
        return await reader.ReadToEndAsync();
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
