using System.Text.Json.Nodes;

namespace Survey.Tests.Infra;

/// <summary>The resources that a deployment would make, their values worked out as far as they can be without Azure.</summary>
internal sealed class Deployment(string snapshot)
{
    private readonly JsonNode _snapshot = JsonNode.Parse(snapshot)!;

    public string Text => snapshot;

    public JsonObject Outputs => _snapshot["outputs"]!.AsObject();

    public IEnumerable<JsonObject> Of(string type) =>
        _snapshot["predictedResources"]!
            .AsArray()
            .Select(resource => resource!.AsObject())
            .Where(resource => (string)resource["type"]! == type);

    public JsonObject Site => Of("Microsoft.Web/sites").Single();

    /// <summary>The settings that the function app is given.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Config("appsettings").ToDictionary(pair => pair.Key, pair => (string)pair.Value!);

    /// <summary>Paths that ask nobody to sign in.</summary>
    public IReadOnlyList<string> OpenPaths =>
        Config("authsettingsV2")["globalValidation"]!["excludedPaths"]!
            .AsArray()
            .Select(path => (string)path!)
            .ToArray();

    /// <summary>The alerts: name to query.</summary>
    public IReadOnlyDictionary<string, string> Queries =>
        Of("Microsoft.Insights/scheduledQueryRules")
            .ToDictionary(
                rule => (string)rule["name"]!,
                rule => (string)rule["properties"]!["criteria"]!["allOf"]![0]!["query"]!
            );

    /// <summary>Secrets of the Key Vault: name to value.</summary>
    public IReadOnlyDictionary<string, string> Secrets =>
        Of("Microsoft.KeyVault/vaults/secrets")
            .ToDictionary(
                secret => ((string)secret["name"]!).Split('/')[^1],
                secret => (string)secret["properties"]!["value"]!
            );

    private JsonObject Config(string name) =>
        Of("Microsoft.Web/sites/config")
            .Single(config =>
                ((string)config["name"]!).EndsWith("/" + name, StringComparison.Ordinal)
            )["properties"]!.AsObject();
}
