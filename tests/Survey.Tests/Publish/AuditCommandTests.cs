using Survey.Ask;
using Survey.Publish;
using Survey.Tests.Ask;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class AuditCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_release_gives_nothing_away()
    {
        var figures = await DemoWave.FiguresAsync(wave: 0, responses: 1000);
        var (code, output, error) = await AuditAsync(
            Write("r1", Disclosure.Apply(Shipped.Definition, figures))
        );
        Assert.True(code == 0, output + error);
        Assert.Contains("small rows are open", output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Without_rule_3_it_would()
    {
        var figures = await DemoWave.FiguresAsync(wave: 0, responses: 1000);
        var table = new SuppressionTable(Shipped.Definition, figures);
        PrimaryRule.Apply(table);
        var disclosed = Disclosure.Apply(Shipped.Definition, figures);
        var (code, output, _) = await AuditAsync(
            Write(
                "r1",
                disclosed with
                {
                    Rows = Disclosure.Rows(table, disclosed.Weights!.PeopleStep),
                }
            )
        );
        Assert.Equal(1, code);
        Assert.Contains("is held: ", output);
    }

    [Fact]
    public async Task Two_revisions_may_give_away_what_neither_does()
    {
        var figures = await DemoWave.FiguresAsync(wave: 0, responses: 1000);
        var table = new SuppressionTable(Shipped.Definition, figures);
        PrimaryRule.Apply(table);
        var disclosed = Disclosure.Apply(Shipped.Definition, figures);
        var small = Disclosure.Rows(table, disclosed.Weights!.PeopleStep);
        // The second shows what the first hides for others' sake.
        var first = Write("r1", disclosed);
        var second = Write("r2", disclosed with { Rows = small }, revision: 2);
        Assert.Equal(1, (await AuditAsync(first, second)).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"wave\":\"2026-Q3\"}")]
    public async Task What_cannot_be_read_is_said_in_one_line(string? content)
    {
        var folder = _folder.File("broken");
        Directory.CreateDirectory(folder);
        if (content is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, "release.json"), content);
        var (code, output, error) = await AuditAsync(folder);
        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private string Write(string name, Disclosed disclosed, int revision = 1)
    {
        var wave = new Wave(
            "2026-Q3",
            WaveState.Published,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddDays(9),
            Shipped.Instrument.Name,
            Shipped.Instrument.Sha256
        );
        var folder = _folder.File(name);
        Directory.CreateDirectory(folder);
        foreach (var file in new Release(Shipped.Definition, wave, revision, disclosed).Files())
            File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content);
        return folder;
    }

    private static async Task<(int Code, string Output, string Error)> AuditAsync(
        params string[] folders
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AuditCommand.RunAsync(Shipped.Definition, folders, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
