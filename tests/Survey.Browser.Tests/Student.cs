using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Survey.Ask;

namespace Survey.Browser.Tests;

/// <summary>Somebody at a browser of their own. Other hosts answer with an empty page; whatever the browser asks for and
/// complains about is written down.</summary>
internal sealed class Student : IAsyncDisposable
{
    /// <summary>Presses the page's own buttons and inputs from within it: a pointer takes much longer, and is tried by
    /// <see cref="WholeSurveyTests"/>. Chooses the options of each item in turn, and then goes on to a selector.</summary>
    private const string Press = """
        ({ items, then }) => {
          const goTo = selector => {
            for (let presses = 0; !document.querySelector(selector).offsetParent; presses++) {
              if (presses > 100) throw new Error(`There is no ${selector} ahead.`)
              document.getElementById('next').click()
            }
          }
          for (const { item, options } of items) {
            goTo(`#f-${item}`)
            for (const option of options) {
              const input = document.querySelector(`[name='${item}'][value='${option}']`)
              if (!input.offsetParent || input.disabled) throw new Error(`${item} does not offer ${option}.`)
              if (!input.checked) input.click()
              if (!input.checked) throw new Error(`${item} does not take ${option}.`)
            }
          }
          if (then) goTo(then)
        }
        """;

    private readonly bool _script;

    private Student(IBrowserContext context, IPage page, bool script)
    {
        Context = context;
        Page = page;
        _script = script;
    }

    public IPage Page { get; }

    public IBrowserContext Context { get; }

    /// <summary>Method and address of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Errors on the console, among them whatever the security policy stopped.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<Student> ComeAsync(
        bool script = true,
        int width = 1280,
        int height = 800,
        bool touch = false,
        string locale = "pt-PT"
    )
    {
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                JavaScriptEnabled = script,
                ViewportSize = new ViewportSize { Width = width, Height = height },
                HasTouch = touch,
                IsMobile = touch,
                Locale = locale,
            }
        );
        await context.RouteAsync(
            "https://**",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        Body = "<title>elsewhere</title>",
                        ContentType = "text/html",
                    }
                )
        );
        var student = new Student(context, await context.NewPageAsync(), script);
        student.Page.SetDefaultTimeout(60_000);
        student.Page.Request += (_, request) =>
            student.Requests.Enqueue($"{request.Method} {request.Url}");
        student.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                student.Complaints.Enqueue(message.Text);
        };
        student.Page.PageError += (_, error) => student.Complaints.Enqueue(error);
        return student;
    }

    public async Task OpenAsync(Site site, string path = "/pt") =>
        await Page.GotoAsync($"{site.Address}{path}");

    /// <summary>Opens the survey and passes the first screen.</summary>
    public async Task BeginAsync(Site site, string path = "/pt")
    {
        await OpenAsync(site, path);
        await Page.ClickAsync("#begin");
    }

    /// <summary>Goes on to the item, if it is not on screen, and chooses.</summary>
    public async Task ChooseAsync(string item, params string[] options)
    {
        if (_script)
        {
            await PressAsync([(item, options)]);
            return;
        }
        await GoToAsync(item);
        foreach (var option in options)
            await Page.CheckAsync($"[name='{item}'][value='{option}']");
    }

    public async Task AnswerAsync(Answers answers)
    {
        if (_script)
            await PressAsync(answers.Items());
        else
            foreach (var (item, options) in answers.Items())
                await ChooseAsync(item, options);
    }

    /// <summary>Goes on to the screen or step with the item.</summary>
    public Task GoToAsync(string item) => GoOnUntilAsync($"#f-{item}");

    /// <summary>Goes on, past all questions.</summary>
    public Task ReviewAsync() => GoOnUntilAsync(Send);

    public async Task BackToAsync(string item)
    {
        while (!await Page.IsVisibleAsync($"#f-{item}"))
            await BackAsync();
    }

    /// <summary>Presses the page's own button for back, and waits until it did.</summary>
    public async Task BackAsync()
    {
        var depth = await DepthAsync();
        await Page.ClickAsync("#back");
        await Page.WaitForFunctionAsync($"() => history.state?.depth === {depth - 1}");
    }

    public Task<int> DepthAsync() => Page.EvaluateAsync<int>("history.state?.depth ?? 0");

    /// <summary>Goes on past all questions and sends.</summary>
    public async Task SendAsync()
    {
        await ReviewAsync();
        await Page.ClickAsync(Send);
    }

    /// <summary>Changes the language where the answers are kept.</summary>
    public async Task SpeakAsync(string language)
    {
        await Page.ClickAsync(_script ? $"[data-to={language}]" : $"[name=to][value={language}]");
        await Page.WaitForSelectorAsync($"html[lang^={language}]");
    }

    private string Send => _script ? "#send" : "[name=go][value=send]";

    private async Task GoOnUntilAsync(string selector)
    {
        if (_script)
        {
            await PressAsync([], selector);
            return;
        }
        for (var presses = 0; !await Page.Locator(selector).IsVisibleAsync(); presses++)
        {
            if (presses > 100)
                throw new InvalidOperationException($"There is no {selector} ahead.");
            await Page.ClickAsync("[name=go][value=next]");
        }
    }

    private Task PressAsync(
        IEnumerable<(string Item, string[] Options)> items,
        string? then = null
    ) =>
        Page.EvaluateAsync(
            Press,
            new
            {
                items = items
                    .Select(one => new { item = one.Item, options = one.Options })
                    .ToArray(),
                then,
            }
        );

    public Task SeeAsync(string screen) => Page.WaitForSelectorAsync($"#{screen}:not([hidden])");

    /// <summary>Waits until the browser is at the address that the way out leads to.</summary>
    // Not by WaitForURLAsync: where the browser is already there, it waits for an event that may be over.
    public Task SeeAwayAsync() =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"^https://www\.ipma\.pt/"));

    public async ValueTask DisposeAsync() => await Context.CloseAsync();
}
