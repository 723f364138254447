using Microsoft.Playwright;

namespace Survey.Browser.Tests;

/// <summary>One real Chromium for all tests; each has a context, and so a browser profile, of its own.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "google-chrome", "chromium-browser"];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    public static Task<IBrowser> Browser => Started.Value;

    private static async Task<IBrowser> StartAsync()
    {
        // The machine may be busy with other tests.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Find(),
                Args =
                [
                    "--no-sandbox",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-dev-shm-usage",
                ],
            }
        );
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Join(folder, name)))
            .First(File.Exists);
}
