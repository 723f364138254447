namespace Survey.Tests.Infra;

/// <summary>Where a deployment and the program must say the same: settings, and the two keys.</summary>
internal static class DeploymentAgainstCode
{
    /// <summary>Read by the program, but not set by a deployment.</summary>
    private static readonly string[] OnlyAlone =
    [
        "AzureWebJobsStorage",
        "Survey__DataPath",
        "Survey__BackupPath",
        "Survey__TrustedProxies",
    ];

    /// <summary>Read by the host, or by the platform in front of it.</summary>
    private static readonly string[] OfTheHost =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AzureWebJobsStorage__credential",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
    ];

    /// <summary>Setting to the parameter that azd fills.</summary>
    private static readonly (string Setting, string Parameter)[] Keys =
    [
        ("Survey__AnalystKey", "analystKey"),
        ("Survey__AdminKey", "adminKey"),
        ("Survey__ChecksumKey", "checksumKey"),
    ];

    public static IEnumerable<string> Find(Deployment deployment) =>
        Settings(deployment).Concat(TwoKeys(deployment));

    private static IEnumerable<string> Settings(Deployment deployment)
    {
        var needed = SettingNames.Read.Except(OnlyAlone).Concat(OfTheHost).ToArray();
        var set = deployment.Settings.Keys.ToArray();
        return needed
            .Except(set)
            .Select(name => $"{name} is read, and not set")
            .Concat(set.Except(needed).Select(name => $"{name} is set, and nobody reads it"));
    }

    /// <summary>azd makes each key once, since it finds it again under the name by which the app refers to it.</summary>
    private static IEnumerable<string> TwoKeys(Deployment deployment)
    {
        var vault = (string)deployment.Of("Microsoft.KeyVault/vaults").Single()["name"]!;
        if ((string?)deployment.Outputs["AZURE_KEY_VAULT_NAME"] != vault)
            yield return "azd is not told the name of the Key Vault";
        var given = Checkout.Json("infra/main.parameters.json")["parameters"]!;
        foreach (var (setting, parameter) in Keys)
        {
            var name = deployment
                .Secrets.SingleOrDefault(secret =>
                    secret.Value.Contains($"parameters('{parameter}')")
                )
                .Key;
            var reference = $"@Microsoft.KeyVault(VaultName={vault};SecretName={name})";
            if (deployment.Settings.GetValueOrDefault(setting) != reference)
                yield return $"{setting} is not {reference}";
            var made = $"$(secretOrRandomPassword ${{AZURE_KEY_VAULT_NAME}} {name})";
            if ((string?)given[parameter]?["value"] != made)
                yield return $"main.parameters.json: {parameter} is not {made}";
        }
        if (deployment.Site["properties"]!["keyVaultReferenceIdentity"] is null)
            yield return "the app does not say as whom it reads its keys";
    }
}
