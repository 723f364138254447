using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Where infra/ and the program must say the same: settings, roles, open paths, timers, log lines.</summary>
internal static partial class BicepAgainstCode
{
    /// <summary>Read by the program, but not for a deployment: its own disk, keys and address, and what the host sets.</summary>
    private static readonly string[] OnlyAlone =
    [
        "AzureWebJobsStorage",
        "FUNCTIONS_CUSTOMHANDLER_PORT",
        "Survey__DataPath",
        "Survey__AnalystKey",
        "Survey__AdminKey",
    ];

    /// <summary>Read by the host, or by the platform in front of it.</summary>
    private static readonly string[] OfTheHost =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AzureWebJobsSecretStorageType",
        "AzureWebJobsSecretStorageKeyVaultUri",
        "AzureWebJobsSecretStorageKeyVaultClientId",
        "AzureWebJobsStorage__credential",
        "${signInSetting}",
    ];

    public static IEnumerable<string> Find(IReadOnlyList<BicepFile> files) =>
        Settings(files).Concat(Roles(files)).Concat(OpenPaths(files)).Concat(Alerts(files));

    /// <summary>The settings that Bicep gives the function app, name to value.</summary>
    public static IReadOnlyDictionary<string, JsonNode?> SettingsOf(
        IReadOnlyList<BicepFile> files
    ) =>
        files
            .SelectMany(file => file.Of("resource"))
            .Single(one => (string?)(one.Body?["name"] as JsonValue) == "appsettings")
            .Body!["properties"]
            .Named()
            .Where(pair =>
                pair.Key.Any(char.IsUpper) || pair.Key.StartsWith("${", StringComparison.Ordinal)
            )
            .ToDictionary();

    private static IEnumerable<string> Settings(IReadOnlyList<BicepFile> files)
    {
        var set = SettingsOf(files).Keys.ToHashSet();
        foreach (var name in OfTheHost.Where(name => !set.Remove(name)))
            yield return $"the host is not given {name}";
        foreach (var name in SettingNames.Read.Except(OnlyAlone))
            if (!set.Remove(name))
                yield return $"the program reads {name}, and Bicep does not set it";
        foreach (var name in set)
            yield return $"Bicep sets {name}, and nobody reads it";
    }

    private static IEnumerable<string> Roles(IReadOnlyList<BicepFile> files)
    {
        var given = Identifier()
            .Matches(
                files
                    .Single(file => file.Path.EndsWith("/roles.bicep", StringComparison.Ordinal))
                    .Text
            )
            .Select(match => match.Value)
            .ToHashSet();
        var settings = SettingsOf(files);
        (string Role, string Id, bool Needed)[] roles =
        [
            (
                "Storage Blob Data Owner",
                "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
                FunctionFolder.All.Any(one => one.IsTimer)
            ),
            (
                "Storage Table Data Contributor",
                "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
                CodeHas("Operation.Insert(")
            ),
            (
                "Storage Queue Data Contributor",
                "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
                CodeHas("queue.core")
            ),
            (
                "Key Vault Secrets Officer",
                "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
                settings.ContainsKey("AzureWebJobsSecretStorageKeyVaultUri")
            ),
            (
                "Monitoring Metrics Publisher",
                "3913510d-42f4-4e42-8a64-420c390055eb",
                settings.ContainsKey("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")
            ),
        ];
        foreach (var (role, id, needed) in roles)
            if (given.Remove(id) != needed)
                yield return needed
                    ? $"the role {role} is missing"
                    : $"the role {role} is not needed";
        foreach (var id in given)
            yield return $"nothing needs the role {id}";
    }

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
            if (!CodeHas(line))
                yield return $"an alert waits for the line '{line}', and no code writes it";
        }
        foreach (Match part in Category().Matches(alerts.Text))
            if (
                !CodeHas($"class {part.Groups[2].Value}")
                || !CodeHas($"namespace {part.Groups[1].Value}")
            )
                yield return $"an alert waits for {part.Value}, and there is no such class";
    }

    private static bool CodeHas(string text) =>
        Code.Any(file => file.Contains(text, StringComparison.Ordinal));

    private static readonly string[] Code = Checkout
        .Files("functions", "*.cs")
        .Select(Checkout.Read)
        .ToArray();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"""(\w*)"" => (?:pages\.|SurveyAsync)")]
    private static partial Regex Page();

    [GeneratedRegex(@"parse Message with \* (.+) \*")]
    private static partial Regex ParsedLine();

    [GeneratedRegex(@"""([^""]*)""|(\w+)(?::\w+)?")]
    private static partial Regex Part();

    [GeneratedRegex(@"\b(Survey\.\w+)\.(\w+)\b")]
    private static partial Regex Category();
}
