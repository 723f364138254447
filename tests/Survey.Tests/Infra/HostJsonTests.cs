using System.Text.Json.Nodes;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>Application Insights keeps city, country and the millisecond of every request it hears of. host.json sees to
/// it that it hears of none, and of no run of a function that a respondent starts.</summary>
public sealed class HostJsonTests
{
    private static readonly string[] Levels =
    [
        "Trace",
        "Debug",
        "Information",
        "Warning",
        "Error",
        "Critical",
        "None",
    ];

    private static readonly JsonNode Host = Checkout.Json("host.json");

    /// <summary>Each is named, without a wildcard: Application Insights' own filter knows none.</summary>
    [Fact]
    public void Of_a_request_nothing_is_logged_but_the_programs_own_warnings()
    {
        Assert.NotEmpty(FunctionList.Http);
        foreach (var function in FunctionList.Http)
        {
            Assert.Equal("None", LevelOf($"Function.{function.Name}"));
            Assert.Equal("Warning", LevelOf($"Function.{function.Name}.User"));
        }
    }

    [Fact]
    public void Timers_are_logged_for_the_alerts()
    {
        Assert.NotEmpty(FunctionList.Timers);
        foreach (var timer in FunctionList.Timers)
        {
            Assert.Equal("Information", LevelOf($"Function.{timer.Name}"));
            Assert.Equal("Information", LevelOf($"Function.{timer.Name}.User"));
        }
    }

    /// <summary>Lines on stderr alone: why the program did not start.</summary>
    [Fact]
    public void What_the_program_prints_is_not_kept() =>
        Assert.Equal("Error", LevelOf("Host.Function.Console"));

    [Theory]
    [InlineData("Host.Results")] // A row of table requests for every run.
    [InlineData("Host.Aggregator")] // Runs counted by the half minute.
    [InlineData("Yarp.ReverseProxy.Forwarder.HttpForwarder")] // Lines about single requests that failed.
    public void No_request_is_recorded_as_one(string category) =>
        Assert.Equal("None", LevelOf(category));

    /// <summary>The host's own line about a request names path and user agent, at Information.</summary>
    [Theory]
    [InlineData("Microsoft.Azure.WebJobs.Script.WebHost.Middleware.SystemTraceMiddleware")]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData("System.Net.Http.HttpClient")]
    public void The_hosts_lines_about_requests_stay_below_the_level(string category) =>
        Assert.True(Array.IndexOf(Levels, LevelOf(category)) >= Array.IndexOf(Levels, "Warning"));

    [Theory]
    [InlineData("enableDependencyTracking")] // The host's call to the program is a dependency: one row a request.
    [InlineData("enableLiveMetrics")]
    [InlineData("httpAutoCollectionOptions:enableHttpTriggerExtendedInfoCollection")]
    [InlineData("httpAutoCollectionOptions:enableResponseHeaderInjection")]
    [InlineData("snapshotConfiguration:isEnabled")]
    [InlineData("samplingSettings:isEnabled")] // An alert counts lines: none may be left out.
    public void Collected_by_itself_is_nothing(string setting)
    {
        var value = setting
            .Split(':')
            .Aggregate(Host["logging"]!["applicationInsights"], (at, name) => at![name]);
        Assert.False((bool)value!);
    }

    /// <summary>The longest category that begins the name decides, as in Microsoft.Extensions.Logging.</summary>
    private static string LevelOf(string category)
    {
        var levels = Host["logging"]!["logLevel"]!.AsObject();
        var deciding = levels
            .Select(level => level.Key)
            .Where(name => category.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .MaxBy(name => name.Length);
        return (string)levels[deciding ?? "default"]!;
    }
}
