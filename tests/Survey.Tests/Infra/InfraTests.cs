using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Infra;

public sealed partial class InfraTests
{
    [Fact]
    public async Task The_compiler_and_its_linter_have_nothing_to_say() =>
        Assert.Empty((await Bicep.Compiled.Value).Said);

    /// <summary>Azure's types (BCP037: no such property) and the linter.</summary>
    [Fact]
    public async Task The_compiler_and_its_linter_find_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        var vault = Checkout.Read("infra/app/vault.bicep");
        vault = Changed(vault, "enableSoftDelete", "softDelete");
        await File.WriteAllTextAsync(folder.File("vault.bicep"), vault + "param unused string\n");
        var (_, said) = await Bicep.CompileAsync(folder.File("vault.bicep"));
        Assert.Contains("BCP037", said, StringComparison.Ordinal);
        Assert.Contains("no-unused-params", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_has_no_fault() =>
        Assert.Empty(Faults(await Bicep.Snapshot.Value));

    /// <summary>Mistakes somebody could make: each must be named.</summary>
    [Theory]
    [InlineData("\"allowSharedKeyAccess\": false", "\"x\": 0", "allowSharedKeyAccess is not false")]
    [InlineData("\"httpsOnly\": true", "\"httpsOnly\": false", "httpsOnly is not true")]
    [InlineData("\"version\": \"10.0\"", "\"version\": \"10\"", "runtime.version is not 10.0")]
    [InlineData("\"http20Enabled\"", "\"alwaysOn\"", "refuses alwaysOn")]
    [InlineData("\"Survey__Folder\"", "\"FUNCTIONS_WORKER_RUNTIME\"", "refuses FUNCTIONS_WORKER")]
    [InlineData("\"Survey__Folder\"", "\"AzureFunctionsJobHost__logging\"", "overrides host.json")]
    [InlineData("\"Survey__Folder\"", "\"Survey__Fodler\"", "Survey__Folder is read, and not set")]
    [InlineData("\"Survey__Folder\"", "\"Survey__Fodler\"", "Survey__Fodler is set, and nobody")]
    [InlineData("[deployer().objectId]", "x", "x has no need of the role b86a8fe4")]
    [InlineData("/0a9a7e1f-", "/8e3af657-", "the app lacks the role 0a9a7e1f")]
    [InlineData("/0a9a7e1f-", "/8e3af657-", "the app has no need of the role 8e3af657")]
    [InlineData("StringNotEquals 'releases'", "x", "the app may delete releases")]
    [InlineData("SecretName=admin-key", "SecretName=analyst-key", "Survey__AdminKey is not")]
    [InlineData("/admin-key\"", "/other-key\"", "Survey__AdminKey is not")]
    [InlineData("\"AZURE_KEY_VAULT_NAME\"", "\"VAULT\"", "azd is not told the name")]
    [InlineData("\"azd-service-name\": \"survey\"", "\"x\": 0", "azd-service-name is not")]
    [InlineData("\"/api/responses\"", "\"/api/other\"", "SubmitResponse is for anyone")]
    [InlineData("\"/api/responses\"", "\"/api/*\"", "ListWaves asks for a key")]
    [InlineData("\"/en/*\"", "\"/fr/*\"", "the page /en/about is not open")]
    [InlineData(
        "Function.EraseResponses\\\"",
        "Function.X\\\"",
        "waits for EraseResponses to fail"
    )]
    [InlineData("Function.RollWaves.User", "Function.OpenWaves.User", "there is no such function")]
    [InlineData(" is open with ", " is wide open with ", "no code writes it")]
    public async Task A_planted_fault_is_found(string right, string wrong, string fault) =>
        Assert.Contains(
            Faults(Changed(await Bicep.Snapshot.Value, right, wrong)),
            found => found.Contains(fault, StringComparison.Ordinal)
        );

    /// <summary>Everything can be set from azd's environment, and unset it is what Bicep says.</summary>
    [Fact]
    public async Task Azd_fills_every_parameter()
    {
        var given = Checkout.Json("infra/main.parameters.json")["parameters"]!.AsObject();
        var parameters = await Bicep.ParametersAsync();
        Assert.Equal(
            parameters
                .Where(one => Default(one.Value!) != "[newGuid()]")
                .Select(one => one.Key)
                .Order(),
            given.Select(one => one.Key).Order()
        );
        foreach (var (name, parameter) in parameters)
        {
            if ((string)parameter!["type"]! == "securestring")
                continue;
            var value = EnvironmentValue().Match((string)given[name]!["value"]!);
            Assert.True(value.Success, name);
            Assert.Equal(Default(parameter), value.Groups[1].Value);
        }
    }

    /// <summary>What Bicep lets an admin type, the program takes; and unset it is what the program would do by itself.</summary>
    [Fact]
    public async Task Bounds_and_defaults_are_the_programs()
    {
        var parameters = await Bicep.ParametersAsync();
        var set = new Deployment(await Bicep.Snapshot.Value).Settings;
        (string Setting, string Parameter)[] ours =
        [
            ("Survey__Folder", "surveyFolder"),
            ("Survey__SubmissionsPerMinute", "submissionsPerMinute"),
            ("Survey__GraceMinutes", "graceMinutes"),
            ("Survey__EraseAfterDays", "eraseAfterDays"),
            ("Survey__PublishWithoutApproval", "publishWithoutApproval"),
        ];
        Assert.Equal(
            string.Join(',', Ask.Shipped.Instrument.Languages),
            Default(parameters["surveyLanguages"]!)
        );
        foreach (var (name, parameterName) in ours)
        {
            var parameter = parameters[parameterName]!;
            Assert.Equal(Default(parameter), set[name]);
            Assert.Equal(TestSettings.Read(), TestSettings.Read((name, Default(parameter))));
            if ((string)parameter["type"]! != "int")
                continue;
            var least = (int)parameter["minValue"]!;
            var most = (int)parameter["maxValue"]!;
            Assert.NotEqual(
                TestSettings.Read((name, $"{least}")),
                TestSettings.Read((name, $"{most}"))
            );
            Assert.Throws<StartException>(() => TestSettings.Read((name, $"{least - 1}")));
            Assert.Throws<StartException>(() => TestSettings.Read((name, $"{most + 1}")));
        }
    }

    private static string Default(JsonNode parameter) =>
        parameter["defaultValue"] is not { } value ? ""
        : value.GetValueKind() is JsonValueKind.False ? "false"
        : value.ToString();

    private static IEnumerable<string> Faults(string snapshot)
    {
        var deployment = new Deployment(snapshot);
        return DeploymentRules
            .Find(deployment)
            .Concat(DeploymentRoles.Find(deployment))
            .Concat(DeploymentAgainstCode.Find(deployment))
            .Concat(DeploymentAgainstFunctions.Find(deployment));
    }

    private static string Changed(string text, string right, string wrong)
    {
        Assert.Contains(right, text, StringComparison.Ordinal);
        return text.Replace(right, wrong);
    }

    [GeneratedRegex(@"^\$\{[A-Z_]+(?:=([^}]*))?\}$")]
    private static partial Regex EnvironmentValue();
}
