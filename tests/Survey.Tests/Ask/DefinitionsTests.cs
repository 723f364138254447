using Survey.Ask;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Ask;

public class DefinitionsTests
{
    public static TheoryData<string> Invalid => [.. Tiny.Cases("invalid")];

    public static TheoryData<string> Valid => [.. Tiny.Cases("valid")];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Every_fault_is_named(string name)
    {
        var thrown = Assert.Throws<DefinitionException>(() => Tiny.Read("invalid", name));
        Assert.Equal(
            Tiny.Expected(name),
            string.Concat(thrown.Faults.Select(fault => $"{fault}\n"))
        );
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_is_right_loads(string name) =>
        Assert.Equal("tiny/1", Tiny.Read("valid", name).Instrument.Name);

    [Fact]
    public void The_message_holds_every_fault()
    {
        var thrown = Assert.Throws<DefinitionException>(() =>
            Tiny.Read("invalid", "faults-everywhere")
        );
        Assert.StartsWith("The definition of survey 'tiny' has 5 faults:\n", thrown.Message);
        Assert.All(thrown.Faults, fault => Assert.Contains(fault.ToString(), thrown.Message));
    }

    /// <summary>JSON's grammar allows it; whoever reads the text would fail.</summary>
    [Theory]
    [InlineData("""{"time_zone":"\ud800"}""")]
    [InlineData("""{"time_\ud800zone":"x"}""")]
    public void Half_of_a_character_is_named(string survey)
    {
        var files = Definitions.FilesIn(Path.Combine(Repository.Fixtures, "surveys", "tiny"));
        var thrown = Assert.Throws<DefinitionException>(() =>
            Definitions.Read(
                "tiny",
                files.SetItem("survey.json", System.Text.Encoding.UTF8.GetBytes(survey)),
                Definitions.SchemasIn(Tiny.SchemaFolder)
            )
        );
        Assert.Contains(
            "survey.json#: holds half of a character",
            Assert.Single(thrown.Faults).ToString()
        );
    }

    [Fact]
    public void A_folder_without_files_lacks_each_of_them()
    {
        using var folder = new TemporaryFolder();
        var schema = Directory.CreateDirectory(Path.Combine(folder.Path, "schema"));
        foreach (var file in Directory.GetFiles(Tiny.SchemaFolder))
            File.Copy(file, Path.Combine(schema.FullName, Path.GetFileName(file)));
        var survey = Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));

        var thrown = Assert.Throws<DefinitionException>(() => Definitions.Load(survey.FullName));

        Assert.Contains("survey 'empty'", thrown.Message);
        Assert.All(thrown.Faults, fault => Assert.Equal("is not there", fault.Words));
        Assert.Contains("instrument.json", thrown.Faults.Select(fault => fault.File));
    }

    [Fact]
    public void The_instrument_carries_the_hash_of_its_file()
    {
        var file = File.ReadAllBytes(Path.Combine(Shipped.Folder, "instrument.json"));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)),
            Shipped.Instrument.Sha256
        );
    }
}
