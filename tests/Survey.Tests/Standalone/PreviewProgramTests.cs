using Microsoft.Extensions.DependencyInjection;
using Survey.Standalone;
using Survey.Tests.Ask;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class PreviewProgramTests
{
    private static readonly HostOverrides Overrides = new()
    {
        Environment = new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" },
        Output = TextWriter.Null,
    };

    [Fact]
    public async Task A_folder_anywhere_is_asked_at_once_and_leaves_nothing()
    {
        await using var app = await PreviewProgram.BuildAsync([Jovenes.Folder], Overrides);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var page = await client.GetStringAsync("/fr");
        Assert.Contains("data-instrument=\"jovenes/1\"", page);
        var data = app.Services.GetRequiredService<Settings>().DataPath;
        Assert.True(Directory.Exists(data));
        await app.StopAsync();
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Faults_of_the_folder_stop_it_all_of_them_named()
    {
        using var folder = new TemporaryFolder();
        var stop = await Assert.ThrowsAsync<StartException>(() =>
            PreviewProgram.BuildAsync([folder.Path], Overrides)
        );
        Assert.Contains("instrument.json#: is not there", stop.Faults);
        Assert.Contains("help.json#: is not there", stop.Faults);
    }

    [Theory]
    [InlineData("preview: there is no folder nowhere", "nowhere")]
    [InlineData("preview: say which folder")]
    public async Task Without_a_folder_it_says_so(string says, params string[] args)
    {
        var stop = await Assert.ThrowsAsync<StartException>(() =>
            PreviewProgram.BuildAsync(args, Overrides)
        );
        Assert.StartsWith(says, Assert.Single(stop.Faults));
    }
}
