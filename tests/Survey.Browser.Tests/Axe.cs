using Microsoft.Playwright;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>The page as it is now, by axe's rules for WCAG 2.2 AA. axe runs in the page itself: the packages that wrap it open
/// a second page for each run, which takes most of the time.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(NodeModules.PathOf("axe-core/axe.min.js"))
    );

    private static readonly object Rules = Only(
        "tag",
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice"
    );

    /// <summary>What the dark colours can change.</summary>
    private static readonly object Contrast = Only("rule", "color-contrast");

    private const string Run = """
        async options => {
          const { passes, violations } = await axe.run(document, options)
          return [
            ...violations.map(({ id, help, nodes }) => `${id} ${help}: ${nodes[0].html}`),
            // A rule that looked at nothing proves nothing.
            ...(passes.some(({ id }) => id === 'color-contrast') ? [] : ['no contrast was measured']),
          ]
        }
        """;

    /// <summary>In light, then in dark colours; fails with what axe found in this state of the page.</summary>
    public static async Task CheckAsync(IPage page, string state)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script.Value);
        await RunAsync(page, state, Rules);
        // Colours that are still on their way from light to dark have the contrast of neither.
        await page.EmulateMediaAsync(
            new PageEmulateMediaOptions
            {
                ColorScheme = ColorScheme.Dark,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        await RunAsync(page, $"{state}, dark", Contrast);
        await page.EmulateMediaAsync(
            new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light }
        );
    }

    private static async Task RunAsync(IPage page, string state, object options) =>
        Assert.Equal(
            $"{state}: ",
            $"{state}: {string.Join('\n', await page.EvaluateAsync<string[]>(Run, options))}"
        );

    private static object Only(string type, params string[] values) =>
        new { runOnly = new { type, values }, resultTypes = new[] { "violations" } };
}
