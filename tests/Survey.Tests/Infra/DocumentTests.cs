using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>What README and docs/ say of the program is what the program says of itself.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void The_table_of_functions_is_the_functions()
    {
        var written = Markdown
            .Table("README.md", "Function")
            .Select(row => string.Join(" | ", row.Take(4)));
        var real = FunctionList.All.Select(function =>
            $"{function.Name} | {function.Stage} | {When(function)} | {Who(function)}"
        );
        Assert.Equal(real.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static string When(ListedFunction function) =>
        function.Schedule ?? $"{function.Methods} {function.Route}";

    private static string Who(ListedFunction function) => function.Level ?? "timer";

    [Fact]
    public void The_table_of_settings_is_the_settings_that_are_read() =>
        Assert.Equal(
            SettingNames.Read.Order(StringComparer.Ordinal),
            Markdown
                .Table("README.md", "Setting")
                .Select(row => row[0])
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_table_of_variables_is_what_a_deployment_takes()
    {
        var written = Markdown
            .Table("docs/operations.md", "Variable")
            .Select(row => (row[0], row[1] is "asked for" or "none" ? "" : row[1]));
        // What azd sets there itself needs no explanation.
        var variables = Variables()
            .Where(variable => !variable.Name.StartsWith("AZURE_", StringComparison.Ordinal));
        Assert.Equal(variables.Order(), written.Order());
    }

    [Fact]
    public void The_deploy_workflow_passes_every_variable_on()
    {
        var passed = AzureYaml.Load(".github/workflows/deploy.yml")["jobs"]["deploy"]["env"];
        Assert.All(Variables(), variable => passed.Text(variable.Name));
    }

    [Fact]
    public async Task Every_alert_is_explained()
    {
        var explained = Markdown.Table("docs/operations.md", "Alert").Select(row => row[0]);
        var alerts = new Deployment(await Bicep.Snapshot.Value).Queries.Keys;
        Assert.Equal(alerts.Order(), explained.Order());
    }

    [Fact]
    public void Every_request_to_try_reaches_a_function()
    {
        var requests = Request().Matches(Checkout.Read("docs/survey.http"));
        Assert.NotEmpty(requests);
        Assert.All(
            requests,
            request =>
                Assert.Contains(
                    FunctionList.All,
                    function =>
                        function.Methods.Split(", ").Contains(request.Groups[1].Value)
                        && RouteOf(function).IsMatch(request.Groups[2].Value)
                )
        );
    }

    private static Regex RouteOf(ListedFunction function) =>
        new("^" + Parameter().Replace(function.Route ?? "-", "[^/]+") + "$");

    /// <summary>What a deployment takes from azd's environment.</summary>
    private static IEnumerable<(string Name, string Default)> Variables() =>
        Variable()
            .Matches(Checkout.Read("infra/main.parameters.json"))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .Distinct();

    [GeneratedRegex(@"\$\{([A-Z_]+)(?:=([^}]*))?\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^([A-Z]+) \{\{url\}\}(\S+)", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
