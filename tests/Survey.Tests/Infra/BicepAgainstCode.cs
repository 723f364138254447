using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Where infra/ and the program must say the same: settings and roles.</summary>
internal static partial class BicepAgainstCode
{
    /// <summary>Read by the program, but not set by a deployment: its own disk and keys, and what the host sets.</summary>
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
        Settings(files).Concat(Roles(files));

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

    internal static bool CodeHas(string text) =>
        Code.Any(file => file.Contains(text, StringComparison.Ordinal));

    private static readonly string[] Code = Checkout
        .Files("functions", "*.cs")
        .Select(Checkout.Read)
        .ToArray();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identifier();
}
