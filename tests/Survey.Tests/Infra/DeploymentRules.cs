using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Faults that no compiler finds: what Flex Consumption refuses, and what would weaken privacy or security.</summary>
internal static partial class DeploymentRules
{
    /// <summary>Flex Consumption has its own place for these, or fails with them.</summary>
    private static readonly string[] Refused =
    [
        "FUNCTIONS_WORKER_RUNTIME",
        "FUNCTIONS_EXTENSION_VERSION",
        "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTSHARE",
        "WEBSITE_TIME_ZONE",
        "TZ",
        "ENABLE_ORYX_BUILD",
        "SCM_DO_BUILD_DURING_DEPLOYMENT",
        "linuxFxVersion",
        "netFrameworkVersion",
        "alwaysOn",
        "ftpsState",
    ];

    /// <summary>Resource, place in it, the one value that is right.</summary>
    private static readonly (string Resource, string Place, string Value)[] Needed =
    [
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts", "properties.publicNetworkAccess", "Disabled"),
        (
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            "properties.publicAccess",
            "None"
        ),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true"),
        (
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
            "properties.immutabilityPeriodSinceCreationInDays",
            "365"
        ),
        ("Microsoft.Web/serverfarms", "sku.tier", "FlexConsumption"),
        ("Microsoft.Web/serverfarms", "properties.reserved", "true"),
        ("Microsoft.Web/sites", "kind", "functionapp,linux"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.clientAffinityEnabled", "false"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "dotnet-isolated"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "10.0"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.Insights/components", "properties.DisableIpMasking", "false"),
    ];

    public static IEnumerable<string> Find(Deployment deployment) =>
        Values(deployment).Concat(Forbidden(deployment)).Concat(Tags(deployment));

    private static IEnumerable<string> Values(Deployment deployment)
    {
        foreach (var (type, place, value) in Needed)
        {
            var found = deployment.Of(type).ToArray();
            if (found.Length == 0)
                yield return $"there is no {type}";
            foreach (var resource in found)
                if (At(resource, place) != value)
                    yield return $"{type}: {place} is not {value}";
        }
    }

    private static string? At(JsonNode resource, string place) =>
        place.Split('.').Aggregate<string, JsonNode?>(resource, (at, name) => at?[name]) switch
        {
            JsonValue value when value.TryGetValue<bool>(out var yes) => yes ? "true" : "false",
            var other => other?.ToString(),
        };

    private static IEnumerable<string> Forbidden(Deployment deployment)
    {
        var names = deployment
            .Settings.Keys.Concat(
                deployment.Site["properties"]!["siteConfig"]!.AsObject().Select(pair => pair.Key)
            )
            .ToArray();
        foreach (var name in names.Intersect(Refused, StringComparer.OrdinalIgnoreCase))
            yield return $"Flex Consumption refuses {name}";
        foreach (var name in names)
            if (name.StartsWith("AzureFunctionsJobHost__", StringComparison.OrdinalIgnoreCase))
                yield return $"{name} overrides host.json";
        if (SecretReader().Match(deployment.Text) is { Success: true } secret)
            yield return $"{secret.Value} would put a secret into the deployment's history";
        // Access logs and the host's own would bring back what host.json leaves out.
        if (deployment.Of("Microsoft.Insights/diagnosticSettings").Any())
            yield return "diagnostic settings keep addresses of callers";
        // A visitor can bring the host to answer 500, so its statuses must wake nobody.
        if (deployment.Of("Microsoft.Insights/metricAlerts").Any())
            yield return "an alert counts what the platform answers";
    }

    /// <summary>azd finds the group and the app by their tags.</summary>
    private static IEnumerable<string> Tags(Deployment deployment)
    {
        var group = deployment.Of("Microsoft.Resources/resourceGroups").Single();
        if (At(group, "tags.azd-env-name") is null)
            yield return "azd-env-name is not on the group";
        if (At(deployment.Site, "tags.azd-service-name") != AzureYaml.Service.Name)
            yield return "azd-service-name is not the service of azure.yaml";
    }

    [GeneratedRegex(@"\blist(Keys|Secrets|AccountSas|ConnectionStrings)\(")]
    private static partial Regex SecretReader();
}
