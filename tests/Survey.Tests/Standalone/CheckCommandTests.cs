using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Survey.Ask;
using Survey.Standalone;
using Survey.Tests.Ask;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed partial class CheckCommandTests
{
    [Fact]
    public async Task A_survey_without_faults_says_what_it_asks_and_what_else_it_needs()
    {
        var (code, output, error) = await CheckAsync(Shipped.Folder);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"{Shipped.Definition.Instrument.Name}: no faults.", output);
        Assert.Contains("No wave opens yet. Nobody is named as responsible", output);
    }

    [Fact]
    public async Task A_fault_is_named_with_its_line_and_what_belongs_there()
    {
        using var folder = new TemporaryFolder();
        Copy(Shipped.Folder, folder.Path);
        var path = Path.Combine(folder.Path, "instrument.json");
        var lines = await File.ReadAllLinesAsync(path);
        var line = Array.FindIndex(lines, one => one.Contains("\"kind\": \"single\""));
        lines[line] = lines[line].Replace("single", "singel", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(path, lines);

        var (code, output, _) = await CheckAsync(folder.Path);

        Assert.Equal(1, code);
        Assert.Contains($"instrument.json:{line + 1}: must be one of single, multi", output);
        Assert.Contains("What belongs there: single: one option; multi: any number.", output);
        Assert.EndsWith("1 fault.\n", output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_faults_of_an_earlier_version_are_named()
    {
        using var folder = new TemporaryFolder();
        Copy(Shipped.Folder, folder.Path);
        File.Delete(Path.Combine(folder.Path, "help.json"));
        var (_, output, _) = await CheckAsync(folder.Path);
        Assert.StartsWith("help.json: is not there", output);

        File.Copy(
            Path.Combine(Shipped.Folder, "help.json"),
            Path.Combine(folder.Path, "help.json")
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "earlier", "1", "instrument.json"),
            "{}"
        );
        Assert.Contains(
            "earlier/1/instrument.json: has no 'sections'",
            (await CheckAsync(folder.Path)).Output
        );
    }

    [Theory]
    [InlineData("check: there is no folder nowhere", "nowhere")]
    [InlineData("check: say which folder")]
    public async Task Without_a_folder_it_says_so(string says, params string[] args)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await CheckCommand.RunAsync(args, TextWriter.Null, error));
        Assert.StartsWith(says, error.ToString());
    }

    /// <summary>What docs/asking.md tells to do, done: its files copied, its blocks pasted where it says.</summary>
    [Fact]
    public async Task The_question_that_the_document_adds_can_be_asked()
    {
        using var folder = new TemporaryFolder();
        Copy(Shipped.Folder, folder.Path);
        var words = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "asking.md"));
        var before = Shipped.Definition.Instrument;
        var earlier = Path.Combine(folder.Path, "earlier", before.Version);
        Assert.Contains(
            $"mkdir -p functions/surveys/{Shipped.Definition.Id}/earlier/{before.Version}",
            words
        );
        Directory.CreateDirectory(earlier);
        foreach (var file in (string[])["instrument.json", "indicators.json"])
            File.Copy(Path.Combine(folder.Path, file), Path.Combine(earlier, file));

        var blocks = Block().Matches(words);
        Assert.Equal(2, blocks.Count);
        foreach (Match block in blocks)
        {
            var path = Path.Combine(folder.Path, block.Groups["file"].Value);
            var json = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
            var list = block.Groups["section"] is { Success: true, Value: var section }
                ? json["sections"]!.AsArray().Single(one => (string)one!["id"]! == section)![
                    "items"
                ]
                : json["indicators"];
            list!.AsArray().Add(JsonNode.Parse(block.Groups["json"].Value));
            if (json["version"] is not null)
                json["version"] = NewVersion().Match(words).Groups[1].Value;
            await File.WriteAllTextAsync(path, json.ToJsonString());
        }

        var (code, output, _) = await CheckAsync(folder.Path);
        Assert.True(code == 0, output);
        var changed = Definitions.Load(folder.Path, Tiny.SchemaFolder);
        Assert.Equal(before.Items.Length + 1, changed.Instrument.Items.Length);
        Assert.Equal(before.Sha256, changed.Asked(before.Name)!.Instrument.Sha256);
    }

    private static async Task<(int Code, string Output, string Error)> CheckAsync(string folder)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CheckCommand.RunAsync([folder], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    [GeneratedRegex(
        @"```json (?<file>\S+)( (?<section>\S+))?\n(?<json>.*?)```",
        RegexOptions.Singleline
    )]
    private static partial Regex Block();

    [GeneratedRegex(@"becomes `""version"": ""(\d+)""`")]
    private static partial Regex NewVersion();
}
