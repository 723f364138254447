using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Faults that no compiler finds: what Flex Consumption refuses, what would weaken privacy or security, and
/// where infra/ and the program no longer say the same.</summary>
internal static partial class BicepRules
{
    /// <summary>Flex Consumption has its own place for these, or fails with them.</summary>
    private static readonly string[] Refused =
    [
        "FUNCTIONS_WORKER_RUNTIME",
        "FUNCTIONS_WORKER_RUNTIME_VERSION",
        "FUNCTIONS_EXTENSION_VERSION",
        "FUNCTIONS_WORKER_PROCESS_COUNT",
        "FUNCTIONS_MAX_HTTP_CONCURRENCY",
        "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTSHARE",
        "WEBSITE_CONTENTOVERVNET",
        "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
        "WEBSITE_VNET_ROUTE_ALL",
        "WEBSITE_DNS_SERVER",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
        "WEBSITE_TIME_ZONE",
        "TZ",
        "ENABLE_ORYX_BUILD",
        "SCM_DO_BUILD_DURING_DEPLOYMENT",
        "linuxFxVersion",
        "alwaysOn",
        "ftpsState",
        "containerSize",
        "dailyMemoryTimeQuota",
        "functionAppScaleLimit",
        "preWarmedInstanceCount",
        "netFrameworkVersion",
    ];

    /// <summary>Resource, property, the one value that is right.</summary>
    private static readonly (string Resource, string Property, string Value)[] Needed =
    [
        ("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "publicAccess", "None"),
        ("Microsoft.KeyVault/vaults", "enableRbacAuthorization", "true"),
        ("Microsoft.Web/serverfarms", "tier", "FlexConsumption"),
        ("Microsoft.Web/serverfarms", "reserved", "true"),
        ("Microsoft.Web/sites", "httpsOnly", "true"),
        ("Microsoft.Web/sites", "clientAffinityEnabled", "false"),
        ("Microsoft.Web/sites", "kind", "functionapp,linux"),
        ("Microsoft.Web/sites", "minTlsVersion", "1.2"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", "false"),
        ("Microsoft.Insights/components", "DisableLocalAuth", "true"),
        ("Microsoft.Insights/components", "DisableIpMasking", "false"),
    ];

    public static IEnumerable<string> Find(IReadOnlyList<BicepFile> files)
    {
        var resources = files
            .SelectMany(file => file.Of("resource"))
            .Where(one => !one.Existing)
            .ToArray();
        return Values(resources)
            .Concat(Runtime(resources))
            .Concat(Names(files))
            .Concat(Tags(resources))
            .Concat(BicepAgainstCode.Find(files));
    }

    private static IEnumerable<string> Values(IReadOnlyList<Declaration> resources)
    {
        foreach (var (type, property, value) in Needed)
        {
            var found = resources.Where(resource => resource.IsA(type)).ToArray();
            if (found.Length == 0)
                yield return $"there is no {type}";
            foreach (var resource in found)
                if (AsText(resource.Body.Find(property)) != value)
                    yield return $"{resource.Name}: {property} is not {value}";
        }
    }

    private static IEnumerable<string> Runtime(IReadOnlyList<Declaration> resources)
    {
        var runtime = resources.Single(one => one.IsA("Microsoft.Web/sites")).Body.Find("runtime");
        if (AsText(runtime?["name"]) != "custom" || AsText(runtime?["version"]) != "1.0")
            yield return "the runtime is not custom 1.0";
    }

    private static IEnumerable<string> Names(IReadOnlyList<BicepFile> files)
    {
        foreach (var file in files)
        {
            foreach (Match word in Word().Matches(file.Text))
                if (Refused.Contains(word.Value, StringComparer.OrdinalIgnoreCase))
                    yield return $"{file.Path}: Flex Consumption refuses {word.Value}";
            if (SecretReader().Match(file.Text) is { Success: true } secret)
                yield return $"{file.Path}: {secret.Value} would put a secret into the deployment's history";
            // Access logs and the host's own would bring back what host.json leaves out.
            if (file.Text.Contains("diagnosticSettings", StringComparison.OrdinalIgnoreCase))
                yield return $"{file.Path}: diagnostic settings keep addresses of callers";
            if (file.Text.Contains("AzureFunctionsJobHost__", StringComparison.OrdinalIgnoreCase))
                yield return $"{file.Path}: a setting overrides host.json";
        }
    }

    /// <summary>azd finds the group and the app by their tags.</summary>
    private static IEnumerable<string> Tags(IReadOnlyList<Declaration> resources)
    {
        string[] without =
        [
            "/blobServices",
            "/config",
            "roleAssignments",
            "basicPublishing",
            "privateDnsZoneGroups",
        ];
        foreach (var resource in resources)
            if (!without.Any(part => resource.Type!.Contains(part, StringComparison.Ordinal)))
                if (resource.Body.Find("tags") is null)
                    yield return $"{resource.Name}: has no tags";
        var site = resources.Single(one => one.IsA("Microsoft.Web/sites"));
        if (AsText(site.Body.Find("azd-service-name")) != AzureYaml.Service.Name)
            yield return "azd-service-name is not the service of azure.yaml";
    }

    internal static string? AsText(JsonNode? value) =>
        value is JsonValue
            ? value.ToString().Replace("True", "true").Replace("False", "false")
            : null;

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(listKeys|listSecrets|listAccountSas|getSecret|listConnectionStrings)\(")]
    private static partial Regex SecretReader();
}
