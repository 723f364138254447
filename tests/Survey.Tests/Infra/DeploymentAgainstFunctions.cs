using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Where a deployment and the functions must say the same: paths without a sign-in, timers, the log lines that
/// alerts wait for.</summary>
internal static partial class DeploymentAgainstFunctions
{
    private static readonly string[] Code = Checkout
        .Files("functions", "*.cs")
        .Select(Checkout.Read)
        .ToArray();

    public static IEnumerable<string> Find(Deployment deployment) =>
        OpenPaths(deployment.OpenPaths).Concat(Alerts(deployment.Queries));

    /// <summary>With the analysts' sign-in on, nothing a student asks for may lead to it, and nothing with a key may
    /// go round it.</summary>
    private static IEnumerable<string> OpenPaths(IReadOnlyList<string> open)
    {
        foreach (var function in FunctionList.Http.Where(one => !one.Route!.Contains("{*")))
            if (open.Any(path => Covers(path, function.Route!)) != function.IsOpen)
                yield return function.IsOpen
                    ? $"{function.Name} is for anyone, and {function.Route} is not open"
                    : $"{function.Name} asks for a key, and {function.Route} is open";
        var pages = Pages().ToArray();
        if (pages.Length == 0)
            yield return "no page is found";
        foreach (var page in pages.Where(page => !open.Any(path => Covers(path, page))))
            yield return $"the page {page} is not open";
    }

    /// <summary>The catch-all's pages: in the browser's language, and in each that a link can decide for.</summary>
    private static IEnumerable<string> Pages()
    {
        var languages = Checkout
            .Files("functions/surveys", "instrument.json")
            .SelectMany(file => Checkout.Json(file)["languages"]!.AsArray())
            .ToArray();
        return Checkout
            .Files("functions", "SurveyPage.cs")
            .Concat(Checkout.Files("functions", "PageWriter.cs"))
            .SelectMany(file => Page().Matches(Checkout.Read(file)))
            .Select(match => "/" + match.Groups[1].Value)
            .SelectMany(page =>
                languages.Select(language => $"/{language}{page}".TrimEnd('/')).Append(page)
            );
    }

    private static bool Covers(string open, string route) =>
        open.EndsWith('*')
            ? route.StartsWith(open[..^1], StringComparison.OrdinalIgnoreCase)
            : string.Equals(open, route, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Alerts(IReadOnlyDictionary<string, string> queries)
    {
        foreach (var timer in FunctionList.Timers)
            if (!queries["timer-failed"].Contains($"\"Function.{timer.Name}\""))
                yield return $"no alert waits for {timer.Name} to fail";
        foreach (var query in queries.Values)
        {
            foreach (Match category in Category().Matches(query))
                if (FunctionList.All.All(one => one.Name != category.Groups[1].Value))
                    yield return $"an alert waits for {category.Value}, and there is no such function";
            foreach (Match parse in ParsedLine().Matches(query))
            {
                var line = string.Concat(Part().Matches(parse.Groups[1].Value).Select(Written));
                if (!Code.Any(file => file.Contains(line)))
                    yield return $"an alert waits for the line '{line}', and no code writes it";
            }
        }
    }

    /// <summary>A part of KQL's pattern, as the code writes it: text as it is, a column as a placeholder.</summary>
    private static string Written(Match part) =>
        part.Groups[2].Success ? $"{{{part.Groups[2].Value}}}" : part.Groups[1].Value;

    [GeneratedRegex(@"""([\w/]*)""(?: when [^=]+)? => (?:pages\.|SurveyAsync|Kept)")]
    private static partial Regex Page();

    [GeneratedRegex(@"""Function\.(\w+)[.""]")]
    private static partial Regex Category();

    [GeneratedRegex(@"parse Message with (.+) \*")]
    private static partial Regex ParsedLine();

    [GeneratedRegex(@"""([^""]*)""|(\w+)(?::\w+)?")]
    private static partial Regex Part();
}
