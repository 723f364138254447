using Xunit;
using YamlDotNet.RepresentationModel;

namespace Survey.Tests.Infra;

/// <summary>What azd, GitHub and npm are told.</summary>
public sealed class ToolingTests
{
    [Fact]
    public void Azd_finds_the_project_and_the_resources()
    {
        var service = AzureYaml.Service;
        Assert.Equal(("function", "dotnet"), (service.Host, service.Language));
        // azd takes a folder only with exactly one project in it.
        Assert.Single(Directory.GetFiles(Checkout.PathOf(service.Project), "*.*proj"));
        var infra = AzureYaml.File["infra"];
        Assert.True(Checkout.Has($"{infra.Text("path")}/{infra.Text("module")}.bicep"));
        Assert.True(Checkout.Has($"{infra.Text("path")}/{infra.Text("module")}.parameters.json"));
    }

    /// <summary>The file is in the repository: a connection string or a key typed into it would be too.</summary>
    [Fact]
    public void Local_settings_hold_no_secret()
    {
        var values = Checkout.Json("functions/local.settings.json")["Values"]!.AsObject();
        Assert.Equal("UseDevelopmentStorage=true", (string?)values["AzureWebJobsStorage"]);
        Assert.Equal("dotnet-isolated", (string?)values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal(2, values.Count);
    }

    [Theory]
    [InlineData(".github/workflows/test.yml")]
    [InlineData(".github/workflows/deploy.yml")]
    public void Workflows_ask_for_little_and_pin_what_they_use(string path)
    {
        var workflow = AzureYaml.Load(path);
        Assert.Equal("read", workflow.Text("permissions", "contents"));
        var steps = ((YamlMappingNode)workflow["jobs"])
            .Select(job => (YamlMappingNode)job.Value)
            .Where(job => job.Children.ContainsKey("steps"))
            .SelectMany(job => (YamlSequenceNode)job["steps"]);
        foreach (var step in steps.Cast<YamlMappingNode>())
        {
            if (step.Children.TryGetValue("uses", out var action))
                // A tag can be moved to other code; a commit cannot.
                Assert.Matches(@"^[\w-]+/[\w-]+@[0-9a-f]{40}$", action.ToString());
            else if (step.Text("run").StartsWith("./", StringComparison.Ordinal))
                Assert.True(Checkout.Has(step.Text("run")));
        }
    }

    [Fact]
    public void Nothing_is_deployed_untested_and_only_that_step_may_sign_in()
    {
        var jobs = AzureYaml.Load(".github/workflows/deploy.yml")["jobs"];
        Assert.Equal("./.github/workflows/test.yml", jobs["test"].Text("uses"));
        Assert.Equal("test", jobs["deploy"].Text("needs"));
        Assert.Equal("write", jobs["deploy"].Text("permissions", "id-token"));
        Assert.Equal(1, Checkout.Read(".github/workflows/deploy.yml").Split("id-token").Length - 1);
    }

    /// <summary>Whoever restores takes the packages that were tested, byte for byte.</summary>
    [Fact]
    public void Every_project_has_a_lock_of_its_packages() =>
        Assert.All(
            Checkout.Files("functions", "*.csproj").Concat(Checkout.Files("tests", "*.csproj")),
            project =>
                Assert.True(
                    Checkout.Has($"{Path.GetDirectoryName(project)}/packages.lock.json"),
                    project
                )
        );

    /// <summary>A lock that named a registry could be restored from that one alone.</summary>
    [Fact]
    public void The_lock_of_npm_names_no_registry() =>
        Assert.DoesNotContain(
            "\"resolved\"",
            Checkout.Read("tests/package-lock.json"),
            StringComparison.Ordinal
        );
}
