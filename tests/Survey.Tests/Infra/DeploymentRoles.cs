using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Who may do what, where: the app what it cannot do without, whoever deploys the two keys, nobody more.</summary>
internal static partial class DeploymentRoles
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string App = "the app";

    private static readonly (string Who, string Where, string Id)[] Needed =
    [
        // Storage Blob Data Owner, Storage Table Data Contributor
        (App, Storage, "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
        (App, Storage, "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"),
        // Monitoring Metrics Publisher
        (App, "Microsoft.Insights/components", "3913510d-42f4-4e42-8a64-420c390055eb"),
        // Key Vault Secrets User, Key Vault Secrets Officer
        (App, Vault, "4633458b-17de-408a-b874-0445c86b69e6"),
        ("whoever deploys", Vault, "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"),
    ];

    public static IEnumerable<string> Find(Deployment deployment)
    {
        var given = deployment.Of("Microsoft.Authorization/roleAssignments").Select(Read).ToArray();
        foreach (var (who, where, id) in Needed.Except(given))
            yield return $"{who} lacks the role {id} on {where}";
        foreach (
            var blobs in deployment
                .Of("Microsoft.Authorization/roleAssignments")
                .Select(one => one["properties"]!)
                .Where(one => ((string)one["roleDefinitionId"]!).EndsWith(Needed[0].Id))
        )
            if (
                (string?)blobs["condition"] is not { } condition
                || !condition.Contains("blobs/delete'}")
                || !condition.Contains("StringNotEquals 'releases'")
            )
                yield return "the app may delete releases";
        foreach (var (who, where, id) in given.Except(Needed))
            yield return $"{who} has no need of the role {id} on {where}";
    }

    private static (string Who, string Where, string Id) Read(JsonObject assignment)
    {
        var properties = assignment["properties"]!;
        var who = (string)properties["principalId"]!;
        return (
            who == "[deployer().objectId]" ? "whoever deploys"
            : who.Contains("Microsoft.ManagedIdentity/userAssignedIdentities") ? App
            : who,
            Scope().Match((string)assignment["id"]!).Groups[1].Value,
            ((string)properties["roleDefinitionId"]!).Split('/')[^1]
        );
    }

    [GeneratedRegex(@"^\[extensionResourceId\('[^']*/providers/([\w.]+/\w+)/[^/']+'")]
    private static partial Regex Scope();
}
