using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Where infra/ and the functions must say the same: paths without a sign-in, timers, the log lines that alerts
/// wait for.</summary>
internal static partial class BicepAgainstFunctions
{
    public static IEnumerable<string> Find(IReadOnlyList<BicepFile> files) =>
        OpenPaths(files).Concat(Alerts(files));

    /// <summary>With the analysts' sign-in on, nothing a student asks for may lead to it, and nothing with a key may
    /// go round it.</summary>
    private static IEnumerable<string> OpenPaths(IReadOnlyList<BicepFile> files)
    {
        var open = files
            .SelectMany(file => file.Of("variable"))
            .Single(one => one.Name == "openPaths")
            .Body.Strings()
            .ToArray();
        foreach (
            var function in FunctionFolder.All.Where(one =>
                one.Route is { } route && !route.Contains("{*")
            )
        )
            if (open.Any(path => Covers(path, function.Route!)) != function.IsOpen)
                yield return function.IsOpen
                    ? $"{function.Name} is for anyone, and {function.Route} is not open"
                    : $"{function.Name} asks for a key, and {function.Route} is open";
        foreach (var page in Pages().Where(page => !open.Any(path => Covers(path, page))))
            yield return $"the page {page} is not open";
    }

    /// <summary>The catch-all's pages: in the browser's language, and in each that a link can decide for.</summary>
    private static IEnumerable<string> Pages()
    {
        var languages = Checkout
            .Files("functions/surveys", "instrument.json")
            .SelectMany(file => Checkout.Json(file)["languages"].Strings())
            .ToArray();
        return Checkout
            .Files("functions", "SurveyPage.cs")
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

    private static IEnumerable<string> Alerts(IReadOnlyList<BicepFile> files)
    {
        var alerts = files.Single(file =>
            file.Path.EndsWith("/alerts.bicep", StringComparison.Ordinal)
        );
        var watched = alerts
            .Of("variable")
            .Single(one => one.Name == "timers")
            .Body.Strings()
            .Order(StringComparer.Ordinal);
        var timers = FunctionFolder
            .All.Where(one => one.IsTimer)
            .Select(one => one.Name)
            .Order(StringComparer.Ordinal);
        if (!watched.SequenceEqual(timers))
            yield return "the alerts watch other timers than there are";
        foreach (Match parse in ParsedLine().Matches(alerts.Text))
        {
            var line = string.Concat(
                Part()
                    .Matches(parse.Groups[1].Value)
                    .Select(part =>
                        part.Groups[1].Success
                            ? part.Groups[1].Value
                            : $"{{{part.Groups[2].Value}}}"
                    )
            );
            if (!BicepAgainstCode.CodeHas(line))
                yield return $"an alert waits for the line '{line}', and no code writes it";
        }
        foreach (Match part in Category().Matches(alerts.Text))
            if (
                !BicepAgainstCode.CodeHas($"class {part.Groups[2].Value}")
                || !BicepAgainstCode.CodeHas($"namespace {part.Groups[1].Value}")
            )
                yield return $"an alert waits for {part.Value}, and there is no such class";
    }

    [GeneratedRegex(@"""(\w*)"" => (?:pages\.|SurveyAsync)")]
    private static partial Regex Page();

    [GeneratedRegex(@"parse Message with \* (.+) \*")]
    private static partial Regex ParsedLine();

    [GeneratedRegex(@"""([^""]*)""|(\w+)(?::\w+)?")]
    private static partial Regex Part();

    [GeneratedRegex(@"\b(Survey\.\w+)\.(\w+)\b")]
    private static partial Regex Category();
}
