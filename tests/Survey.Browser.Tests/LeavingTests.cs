using Microsoft.Playwright;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>Nothing stays behind on a shared computer.</summary>
public class LeavingTests
{
    private const string Before = "about:blank#before";

    [Theory]
    [InlineData("button")]
    [InlineData("Escape")]
    [InlineData("Shift")]
    public async Task Leaving_forgets_the_answers_and_the_page(string how)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.Page.GotoAsync(Before);
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.Page.ClickAsync("#next");
        if (how == "button")
            await student.Page.ClickAsync("#leave");
        else
            // At once: on a busy machine three real presses may take longer than they may.
            await student.Page.EvaluateAsync(
                """
                key => {
                  for (let press = 0; press < 3; press++)
                    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
                }
                """,
                how
            );
        await student.SeeAwayAsync();
        await student.Page.GoBackAsync();
        Assert.Equal(Before, student.Page.Url);
        await student.Page.GoForwardAsync();
        Assert.StartsWith("https://www.ipma.pt/", student.Page.Url, StringComparison.Ordinal);
        Assert.Empty(await site.StoredAsync());
    }

    [Fact]
    public async Task The_leaving_key_is_announced_and_forgiving()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(
            "Carrega mais duas vezes para sair já.",
            await student.Page.InnerTextAsync("#keys")
        );
        await student.Page.Keyboard.PressAsync("Escape");
        await student.Page.Keyboard.PressAsync("Tab");
        await student.Page.Keyboard.PressAsync("Escape");
        Assert.True(await student.Page.IsVisibleAsync(".question"));
        // By itself, after three seconds.
        await Assertions.Expect(student.Page.Locator("#keys")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task The_way_out_is_within_reach_where_letters_are_twice_as_large()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: 320, height: 640, touch: true);
        await student.BeginAsync(site);
        await student.Page.EvaluateAsync(
            """
            () => {
              const large = new CSSStyleSheet()
              large.replaceSync('html { font-size: 212.5% !important }')
              document.adoptedStyleSheets = [large]
            }
            """
        );
        await student.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        Assert.False(
            await student.Page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth > innerWidth"
            )
        );
        await student.Page.TapAsync("#leave");
        await student.SeeAwayAsync();
    }

    [Theory]
    [InlineData("/pt/about")]
    [InlineData("/pt/about/schools")]
    [InlineData("/pt/print/10-12")]
    [InlineData("/pt/quiz")]
    [InlineData("/pt/thanks")]
    [InlineData("/pt/nowhere")]
    public async Task Every_page_has_the_way_out_and_the_help_lines(string path)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.OpenAsync(site, path);
        Assert.True(await student.Page.IsVisibleAsync("aside.help summary"));
        await student.Page.ClickAsync("aside.help summary");
        Assert.True(await student.Page.IsVisibleAsync("aside.help .call[href='tel:116111']"));
        await student.Page.ClickAsync("#leave");
        await student.SeeAwayAsync();
    }

    [Fact]
    public async Task A_closed_tab_warns_while_answers_are_unsent_and_leaves_nothing()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        var warnings = new List<string>();
        student.Page.Dialog += async (_, dialog) =>
        {
            warnings.Add(dialog.Type);
            await dialog.AcceptAsync();
        };
        var closed = new TaskCompletionSource();
        student.Page.Close += (_, _) => closed.TrySetResult();
        await student.Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["beforeunload"], warnings);

        var next = await student.Context.NewPageAsync();
        await next.GotoAsync($"{site.Address}/pt");
        Assert.Equal(0, await next.Locator("input:checked").CountAsync());
        await NothingIsKeptAsync(student.Context, next);
    }

    [Fact]
    public async Task After_sending_nothing_is_kept_and_the_next_student_finds_an_empty_page()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.SendAsync();
        await student.SeeAsync("thanks");
        await NothingIsKeptAsync(student.Context, student.Page);
        Assert.Equal(0, await student.Page.Locator("input:checked").CountAsync());
        await student.Page.ClickAsync("#thanks .finish");
        await student.SeeAsync("start");
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "norte");
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(["region=centro", "region=norte"], (await site.StoredAsync()).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_back_button_shows_no_answers(bool script)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(script);
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        student.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await student.Page.GotoAsync($"{site.Address}/pt/about");
        await student.Page.GoBackAsync();
        Assert.Equal(0, await student.Page.Locator("input:checked").CountAsync());
    }

    [Fact]
    public async Task Somebody_of_another_age_is_thanked_and_asked_nothing_more()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        var age = site.Definition.Instrument.Items.First(item =>
            item.Options.Any(option => option.Outside)
        );
        await student.BeginAsync(site);
        await student.ChooseAsync(age.Id, age.Options.First(option => option.Outside).Id);
        await student.Page.ClickAsync("#next");
        await student.SeeAsync("outside");
        await using var other = await Student.ComeAsync(script: false);
        await other.BeginAsync(site);
        await other.ChooseAsync(age.Id, age.Options.Last(option => option.Outside).Id);
        await other.Page.ClickAsync("[name=go][value=next]");
        await Assertions
            .Expect(other.Page.Locator("h1"))
            .ToHaveTextAsync("Obrigado pelo teu interesse!");
        Assert.Empty(await site.StoredAsync());
    }

    private static async Task NothingIsKeptAsync(IBrowserContext context, IPage page)
    {
        Assert.Empty(await context.CookiesAsync());
        var kept = await page.EvaluateAsync<string>(
            """
            async () => JSON.stringify([
              localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
              self.caches ? (await caches.keys()).length : 0,
              (await navigator.serviceWorker?.getRegistrations() ?? []).length, document.cookie, window.name])
            """
        );
        Assert.Equal("""[0,0,0,0,0,"",""]""", kept);
    }
}
