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

    /// <summary>Setting to the parameter that azd fills, and to the secret in which it finds it again.</summary>
    private static readonly (string Setting, string Parameter, string Secret)[] Keys =
    [
        ("Survey__AnalystKey", "analystKey", "analyst-key"),
        ("Survey__AdminKey", "adminKey", "admin-key"),
        ("Survey__ChecksumKey", "checksumKey", "checksum-key"),
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
        foreach (var (setting, parameter, name) in Keys)
        {
            var reference = $"@Microsoft.KeyVault(VaultName={vault};SecretName={name})";
            if (
                !deployment.Secrets.ContainsKey(name)
                || deployment.Settings.GetValueOrDefault(setting) != reference
            )
                yield return $"{setting} is not {reference}";
            // The compiler tells no value that is made from a secret.
            if (
                !Checkout.Read("infra/main.bicep").Contains(Longer(parameter, name))
                || !Checkout
                    .Read("infra/app/vault.bicep")
                    .Contains($"name: '{name}'\n  properties: {{\n    value: {parameter}\n")
            )
                yield return $"{name} is not {parameter}, made longer where azd has just made it";
            var made = $"$(secretOrRandomPassword ${{AZURE_KEY_VAULT_NAME}} {name})";
            if ((string?)given[parameter]?["value"] != made)
                yield return $"main.parameters.json: {parameter} is not {made}";
        }
        if (deployment.Site["properties"]!["keyVaultReferenceIdentity"] is null)
            yield return "the app does not say as whom it reads its keys";
    }

    private static string Longer(string parameter, string name) =>
        $"{parameter}: length({parameter}) < shortestKey ? '${{{parameter}}}${{guid(fresh, '{name.Split('-')[0]}')}}' : {parameter}\n";
}
