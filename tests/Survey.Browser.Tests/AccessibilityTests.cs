using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>Every screen and state, by axe's rules for WCAG 2.2 AA and by measures of our own.</summary>
public partial class AccessibilityTests
{
    /// <summary>What is a target: WCAG 2.2, 2.5.8. Links within a sentence are exempt, and there are none.</summary>
    private const string SmallTargets = """
        () => [...document.querySelectorAll('a, button, input, label')]
          .map(element => [element, (element.closest('label') ?? element).getBoundingClientRect()])
          .filter(([element, box]) => box.width && !element.matches('.skip') && (box.width < 24 || box.height < 24))
          .map(([element]) => element.outerHTML)
        """;

    private const string WiderThanTheWindow = """
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth
          ? [...document.querySelectorAll('body *')]
              .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth)
              .map(element => element.outerHTML.slice(0, 120))
          : []
        """;

    /// <summary>Parts that hide what does not fit them, and that something does not fit; not what is there for the ear
    /// alone.</summary>
    private const string CutOff = """
        () => [...document.querySelectorAll('body *')]
          .filter(element => {
            const { overflowX, overflowY, clipPath } = getComputedStyle(element)
            return [overflowX, overflowY].includes('hidden') && clipPath === 'none' && element.clientHeight > 0
              && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
          })
          .map(element => element.outerHTML.slice(0, 120))
        """;

    private const string KindOfScreen = """
        () => [...document.querySelectorAll('.question:enabled')].filter(question => question.offsetParent)
          .map(({ dataset }) => [...Object.keys(dataset)].sort().join(' '))
          .join() + [...document.querySelectorAll('.hint, input[type=checkbox]')].some(found => found.offsetParent)
        """;

    [Theory]
    [InlineData(1280, 800, "/en")]
    [InlineData(360, 640, "/pt")]
    public async Task Every_screen_of_the_survey(int width, int height, string path)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: width, height: height);
        await student.OpenAsync(site, path);
        await CheckAsync(student.Page, "start");
        await student.Page.ClickAsync("#start summary");
        await CheckAsync(student.Page, "more to know");
        await student.Page.ClickAsync("#begin");
        var kinds = new HashSet<string>();
        foreach (var (item, options) in Answered.Of(site.Definition.Instrument).Items())
        {
            await student.ChooseAsync(item, options);
            // One of every kind of screen: axe takes seconds, and there are dozens of screens alike.
            if (kinds.Add(await student.Page.EvaluateAsync<string>(KindOfScreen)))
                await CheckAsync(student.Page, item);
            await FitsAsync(student.Page, item);
        }
        Assert.InRange(kinds.Count, 4, 20);
        await student.Page.ClickAsync("#help summary");
        await CheckAsync(student.Page, "help");
        await student.ReviewAsync();
        await student.Page.Locator("#answers summary").First.ClickAsync();
        await CheckAsync(student.Page, "review");
        await student.Context.SetOfflineAsync(true);
        await student.Page.ClickAsync("#send");
        await student.Page.WaitForSelectorAsync("#retry:not([hidden])");
        await CheckAsync(student.Page, "waiting for the connection");
        await student.Context.SetOfflineAsync(false);
        await student.SeeAsync("thanks");
        await student.Page.ClickAsync("#thanks summary");
        await CheckAsync(student.Page, "thanks");
        await student.Page.ClickAsync("#quiz-open");
        await student.SeeAsync("quiz");
        await student.Page.Locator("#quiz input:visible").First.CheckAsync();
        await CheckAsync(student.Page, "quiz");
    }

    [Fact]
    public async Task Every_other_page()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: 360, height: 640);
        foreach (
            var path in (string[])
                [
                    "/pt/about",
                    "/pt/about/schools",
                    "/en/print",
                    "/print/13-19",
                    "/pt/places",
                    "/pt/quiz",
                    "/pt/thanks",
                    "/nowhere",
                ]
        )
        {
            await student.OpenAsync(site, path);
            await CheckAsync(student.Page, path);
        }
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.ReviewAsync();
        await site.CloseWaveAsync();
        await student.SendAsync();
        await student.SeeAsync("closed");
        await CheckAsync(student.Page, "closed");
        await student.OpenAsync(site);
        await CheckAsync(student.Page, "between waves");
    }

    /// <summary>Other languages, which change in the middle, at the narrowest.</summary>
    [Fact]
    public async Task A_survey_of_another_country()
    {
        await using var site = await Site.StartAsync(definition: Jovenes.Definition);
        await using var student = await Student.ComeAsync(width: 320, height: 640, locale: "es-ES");
        await student.OpenAsync(site, "/");
        await CheckAsync(student.Page, "inicio");
        await student.Page.ClickAsync("#begin");
        await student.ChooseAsync("edad", "16-18");
        await CheckAsync(student.Page, "edad");
        await student.GoToAsync("zona");
        await student.Page.ClickAsync("#find");
        await student.Page.SelectOptionAsync("select", "Asturias");
        await student.ChooseAsync("sueno", "mucho");
        await CheckAsync(student.Page, "batería");
        await student.ChooseAsync("usos", "juegos", "videos");
        await student.ChooseAsync("uso_principal", "juegos");
        await student.SpeakAsync("fr");
        await student.ChooseAsync("apuesta", "mucho");
        await CheckAsync(student.Page, "aide");
        await student.ReviewAsync();
        await CheckAsync(student.Page, "relecture");
        await student.Page.ClickAsync("#send");
        await student.SeeAsync("thanks");
        await student.Page.ClickAsync("#thanks summary");
        await Assertions
            .Expect(student.Page.Locator("#thanks .notes li:visible").First)
            .ToHaveTextAsync("À la longue, c’est toujours la maison qui gagne.");
        await CheckAsync(student.Page, "merci");
        Assert.Equal(
            [
                "edad=16-18 zona=norte sueno=mucho usos=juegos,videos uso_principal=juegos apuesta=mucho",
            ],
            await site.StoredAsync()
        );
        Assert.Empty(student.Complaints);
    }

    /// <summary>Letters of a chart outside its picture, which cuts them off.</summary>
    private const string CutLetters = """
        () => [...document.querySelectorAll('svg.chart text')].filter(text => {
          const [box, chart] = [text.getBoundingClientRect(), text.closest('svg').getBoundingClientRect()]
          return box.left < chart.left - 1 || box.right > chart.right + 1 || box.bottom > chart.bottom + 1
        }).map(text => text.textContent)
        """;

    [Fact]
    public async Task The_pages_of_a_release()
    {
        await using var site = await Site.StartAsync();
        await using var analyst = await Student.ComeAsync(width: 320, height: 640);
        await analyst.Context.SetExtraHTTPHeadersAsync(
            new Dictionary<string, string> { ["x-functions-key"] = TestProgram.AnalystKey }
        );
        var wave = await site.PublishAsync(400);
        foreach (
            var path in (string[])
                [
                    "/releases?lang=en",
                    $"/releases/{wave}?lang=pt",
                    $"/releases/{wave}/plays_chance?lang=pt",
                    "/explore?lang=pt&by=sex&compare=groups&show=bars",
                    "/sign-in?lang=pt",
                    "/sign-out?lang=en",
                    "/indicators/plays_chance?lang=en",
                ]
        )
        {
            await analyst.OpenAsync(site, path);
            await Axe.CheckAsync(analyst.Page, path);
            await FitsAsync(analyst.Page, path);
            Assert.Empty(await analyst.Page.EvaluateAsync<string[]>(CutLetters));
        }
        var download = await analyst.Page.RunAndWaitForDownloadAsync(() =>
            analyst.Page.ClickAsync("[data-png]")
        );
        Assert.Equal("plays_chance-series.png", download.SuggestedFilename);
        await ExploreAsync(site, analyst, wave);
        // No policy of a page's own holds back the style that is inside the file.
        await analyst.Page.GotoAsync("about:blank");
        foreach (var language in site.Definition.Instrument.Languages)
        {
            await analyst.Page.SetContentAsync(
                await site.ReadAsync($"api/releases/{wave}/follow-up.{language}.html")
            );
            var paper = await analyst.Page.PdfAsync(new() { PreferCSSPageSize = true });
            Assert.InRange(PrintedPage().Count(Encoding.Latin1.GetString(paper)), 1, 12);
        }
        await site.ShowResultsAsync(wave, new { pt = "Feito.", en = "Done." });
        foreach (var path in (string[])["/pt/results", "/en/about"])
        {
            await analyst.OpenAsync(site, path);
            await CheckAsync(analyst.Page, path);
        }
        Assert.Empty(analyst.Complaints);
    }

    /// <summary>A choice is shown at once, the address has it all, and no request refers to another page.</summary>
    private static async Task ExploreAsync(Site site, Student analyst, string wave)
    {
        var loads = 0;
        analyst.Page.Load += (_, _) => loads++;
        var referrers = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        analyst.Page.Request += async (_, request) =>
            referrers.Enqueue(await request.HeaderValueAsync("referer"));
        await analyst.OpenAsync(site, "/explore?lang=en");
        await analyst.Page.ClickAsync("#chosen");
        await Axe.CheckAsync(analyst.Page, "explore, indicators");
        await FitsAsync(analyst.Page, "explore, indicators");
        await analyst.Page.CheckAsync("[name=indicator][value=plays_chance]");
        await analyst.Page.SelectOptionAsync("[name=by]", "sex");
        await analyst.Page.CheckAsync("[value='sex:girl']");
        await analyst.Page.SelectOptionAsync("[name=show]", "line");
        var lines = analyst.Page.Locator("#shown svg.chart");
        await Assertions.Expect(lines).ToHaveCountAsync(5);
        await Assertions
            .Expect(analyst.Page.Locator("#said"))
            .ToHaveTextAsync("Rows: 5. Page 1 of 1.");
        Assert.Equal(1, loads);
        await Axe.CheckAsync(analyst.Page, "explore, lines");
        await FitsAsync(analyst.Page, "explore, lines");
        // The address has it all, and the form without script asks for the same.
        await analyst.Page.ReloadAsync();
        await Assertions.Expect(lines).ToHaveCountAsync(5);
        await analyst.Page.Locator(".explore button").ClickAsync();
        await Assertions.Expect(lines).ToHaveCountAsync(5);
        Assert.Contains($"wave={wave}", analyst.Page.Url);
        Assert.All(referrers, Assert.Null);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PrintedPage();

    [Fact]
    public async Task The_pages_of_the_desk()
    {
        await using var site = await Site.StartAsync(isApproved: false);
        await using var admin = await Student.ComeAsync(width: 320, height: 640);
        await admin.Context.SetExtraHTTPHeadersAsync(
            new Dictionary<string, string> { ["x-functions-key"] = TestProgram.AdminKey }
        );
        var wave = await site.DraftAsync(400);
        foreach (
            var path in (string[])
                [
                    "/manage?lang=en",
                    "/manage/record?lang=pt",
                    $"/manage/waves/{wave}?lang=en",
                    $"/manage/waves/{wave}/draft?lang=pt",
                    "/manage/preview/1/en",
                    "/manage/difference/1?lang=en",
                ]
        )
        {
            await admin.OpenAsync(site, path);
            await Axe.CheckAsync(admin.Page, path);
            await FitsAsync(admin.Page, path);
        }
        // By keyboard alone: the form of an approval, and the question whether it is meant.
        await admin.OpenAsync(site, $"/manage/waves/{wave}?lang=en");
        await admin.Page.FocusAsync("form[aria-labelledby=approve] button");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.WaitForSelectorAsync(
            "input[name=sure]",
            new() { State = WaitForSelectorState.Attached }
        );
        await Axe.CheckAsync(admin.Page, "sure");
        await FitsAsync(admin.Page, "sure");
        await admin.Page.FocusAsync("main button");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.Locator("[role=status]")).ToHaveTextAsync("Approved.");
        Assert.Empty(admin.Complaints);
    }

    [Fact]
    public async Task The_form_without_script_and_its_errors()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: 768, height: 1024);
        // axe is a script: without it, the page is the same with the script's file held back.
        await student.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        await student.OpenAsync(site);
        await CheckAsync(student.Page, "start");
        await student.Page.ClickAsync("#begin");
        await CheckAsync(student.Page, "first step");
        var item = site.Definition.Instrument.Items.Last(one =>
            one.Options.Any(option => option.Exclusive)
        );
        var none = item.Options.Single(option => option.Exclusive).Id;
        var other = item.Options.First(option => !option.Exclusive).Id;
        while (!await student.Page.IsVisibleAsync($"#f-{item.Id}"))
            await NextAsync(student.Page);
        await student.Page.CheckAsync($"[name={item.Id}][value={other}]");
        await student.Page.CheckAsync($"[name={item.Id}][value={none}]");
        await NextAsync(student.Page);
        await CheckAsync(student.Page, "errors");

        await student.Page.ClickAsync(".faults a");
        Assert.Equal(
            item.Id,
            await student.Page.EvaluateAsync<string>("document.activeElement.name")
        );
        await student.Page.UncheckAsync($"[name={item.Id}][value={none}]");
        while (!await student.Page.IsVisibleAsync("[name=go][value=send]"))
            await NextAsync(student.Page);
        await CheckAsync(student.Page, "review");
        await student.Page.ClickAsync("[name=go][value=send]");
        await Assertions
            .Expect(student.Page.Locator("main h1"))
            .ToHaveTextAsync("Obrigado pela tua ajuda!");
        Assert.Equal([$"{item.Id}={other}"], await site.StoredAsync());
    }

    private static Task NextAsync(IPage page) => page.ClickAsync("[name=go][value=next]");

    [Fact]
    public async Task Zoomed_to_400_per_cent_nothing_scrolls_sideways_and_focus_stays_in_view()
    {
        await using var site = await Site.StartAsync();
        // What a window of 1280 x 1024 shows at 400 %.
        await using var student = await Student.ComeAsync(width: 320, height: 256);
        foreach (
            var path in (string[])
                ["/en", "/pt/about", "/pt/print/13-19", "/pt/places", "/pt/thanks"]
        )
        {
            await student.OpenAsync(site, path);
            await FitsAsync(student.Page, path);
        }
        await student.BeginAsync(site);
        foreach (var (item, options) in Answered.Of(site.Definition.Instrument).Items())
        {
            await student.ChooseAsync(item, options);
            await FitsAsync(student.Page, item);
            await student.Page.FocusAsync("#next");
            Assert.True(
                await student.Page.EvaluateAsync<bool>(
                    """
                    () => {
                      const box = document.activeElement.getBoundingClientRect()
                      const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
                      return document.activeElement.contains(there)
                    }
                    """
                )
            );
        }
        await student.ReviewAsync();
        await FitsAsync(student.Page, "review");
    }

    [Theory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task With_letters_twice_as_large_nothing_scrolls_sideways_or_is_cut_off(int width)
    {
        await using var site = await Site.StartAsync();
        await using var reader = await Student.ComeAsync(width: width);
        await reader.Context.SetExtraHTTPHeadersAsync(
            new Dictionary<string, string> { ["x-functions-key"] = TestProgram.AdminKey }
        );
        var browser = await reader.Context.NewCDPSessionAsync(reader.Page);
        await browser.SendAsync(
            "Page.setFontSizes",
            new Dictionary<string, object>
            {
                ["fontSizes"] = new Dictionary<string, object> { ["standard"] = 32 },
            }
        );
        var wave = $"/manage/waves/{site.Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id}";
        foreach (
            var path in (string[])
                [
                    "/pt",
                    "/manage?lang=pt",
                    $"{wave}?lang=pt",
                    $"{wave}/paper/13-19?lang=pt",
                    $"{wave}/kit/13-19?lang=pt",
                ]
        )
        {
            await reader.OpenAsync(site, path);
            await FitsAsync(reader.Page, path);
            Assert.Empty(await reader.Page.EvaluateAsync<string[]>(CutOff));
        }
    }

    private static async Task CheckAsync(IPage page, string state)
    {
        await Axe.CheckAsync(page, state);
        Assert.Empty(await page.EvaluateAsync<string[]>(SmallTargets));
        await FitsAsync(page, state);
    }

    internal static async Task FitsAsync(IPage page, string state) =>
        Assert.Equal(
            $"{state}: ",
            $"{state}: {string.Join('\n', await page.EvaluateAsync<string[]>(WiderThanTheWindow))}"
        );
}
