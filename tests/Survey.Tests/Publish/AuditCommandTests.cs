using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;
using Survey.Tests.Ask;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class AuditCommandTests : IDisposable
{
    /// <summary>Of a wave in which rule 3 hides something.</summary>
    private const int Seed = 3;
    private const int People = 1000;

    private static readonly Definition Small = SmallSurvey.Definition;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_release_gives_nothing_away()
    {
        var (_, disclosed) = await DemoWave.OfAThousand;
        var (code, output, error) = await AuditAsync(
            Shipped.Definition,
            Write("r1", Shipped.Definition, disclosed)
        );
        Assert.True(code == 0, output + error);
        Assert.Contains("small rows are open", output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Without_rule_3_it_would()
    {
        var folder = Write("r1", Small, SmallSurvey.WithoutRule3(Seed, People).Disclosed);
        var (code, output, _) = await AuditAsync(Small, folder);
        Assert.Equal(1, code);
        Assert.Contains("is held: ", output);
    }

    [Fact]
    public async Task Two_revisions_may_give_away_what_neither_does()
    {
        var (figures, small) = SmallSurvey.WithoutRule3(Seed, People);
        var first = Write("r1", Small, Disclosure.Apply(Small, figures));
        Assert.Equal(0, (await AuditAsync(Small, first)).Code);
        // The second shows what the first hides for others' sake.
        var second = Write("r2", Small, small, revision: 2);
        Assert.Equal(1, (await AuditAsync(Small, first, second)).Code);
    }

    [Fact]
    public async Task A_wave_that_asked_an_earlier_version_is_audited_by_it()
    {
        var earlier = Shipped.Definition.Earlier.Single();
        var nothing = Disclosure.Without(earlier, new Tally(earlier), Estimates.TooFewResponses);
        var (code, output, error) = await AuditAsync(
            Shipped.Definition,
            Write("r1", earlier, nothing)
        );
        Assert.True(code == 0, output + error);
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
        var (code, output, error) = await AuditAsync(Shipped.Definition, folder);
        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private string Write(string name, Definition definition, Disclosed disclosed, int revision = 1)
    {
        var folder = _folder.File(name);
        Directory.CreateDirectory(folder);
        var file = PublishJson.File(
            ReleaseJson.Name,
            AuditedRelease.Of(definition, disclosed, revision)
        );
        File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content);
        return folder;
    }

    private static async Task<(int Code, string Output, string Error)> AuditAsync(
        Definition definition,
        params string[] folders
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AuditCommand.RunAsync(definition, folders, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
