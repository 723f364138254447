using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Survey.Browser.Tests;

/// <summary>Somebody at a browser of their own. Other hosts answer with an empty page; whatever the browser asks for and
/// complains about is written down.</summary>
internal sealed class Student : IAsyncDisposable
{
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

    /// <summary>Opens the survey and passes the first screen; without script all of it is one page.</summary>
    public async Task BeginAsync(Site site, string path = "/pt")
    {
        await OpenAsync(site, path);
        if (_script)
            await Page.ClickAsync("#begin");
    }

    public Task ChooseAsync(string item, params string[] options) =>
        OnEachAsync(item, options, input => input.CheckAsync());

    /// <summary>Goes on to the section, forwards.</summary>
    public async Task GoToAsync(string section)
    {
        while (_script && !await Page.Locator($"#{section}").IsVisibleAsync())
            await Page.ClickAsync("#next");
    }

    /// <summary>Goes on to the last screen and sends.</summary>
    public async Task SendAsync()
    {
        await GoToAsync("end");
        await Page.ClickAsync("#send");
    }

    public Task SeeAsync(string screen) => Page.WaitForSelectorAsync($"#{screen}:not([hidden])");

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private async Task OnEachAsync(string item, string[] options, Func<ILocator, Task> act)
    {
        foreach (var option in options)
            await act(Page.Locator($"[name='{item}'][value='{option}']"));
    }
}
