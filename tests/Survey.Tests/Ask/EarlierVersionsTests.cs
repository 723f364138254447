using Survey.Ask;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Ask;

public sealed class EarlierVersionsTests : IDisposable
{
    private readonly TemporaryFolder _surveys = new();

    public void Dispose() => _surveys.Dispose();

    /// <summary>Releases name these bytes; they never change.</summary>
    [Fact]
    public void What_was_asked_before_is_there_byte_for_byte()
    {
        var first = Assert.Single(Shipped.Definition.Earlier);
        Assert.Equal("youth-online/1", first.Instrument.Name);
        Assert.Equal(
            "98b50c62c1dbbdfd1dde3a47e12b3cbeee73e6fa17206584556b6f06046eb1b8",
            first.Files["instrument.json"]
        );
        Assert.Equal(
            "1581cda07537b5b397cd2c33a79b4896450ccce78bd4e809517c5943cff83aaa",
            first.Files["indicators.json"]
        );
        Assert.Equal(Shipped.Definition.Files["population.json"], first.Files["population.json"]);
        Assert.Same(first, Shipped.Definition.Asked("youth-online/1"));
        Assert.Same(Shipped.Definition, Shipped.Definition.Asked("youth-online/2"));
        Assert.Null(Shipped.Definition.Asked("youth-online/3"));
    }

    /// <summary>Notes and batteries are written for the newest version.</summary>
    [Fact]
    public void Pages_of_an_earlier_version_say_nothing_of_items_that_it_did_not_ask()
    {
        var first = Shipped.Definition.Earlier[0];
        Assert.DoesNotContain(first.Pages.Notes, note => note.Id == "images_ai");
        Assert.Contains(first.Pages.Notes, note => note.Id == "knows_hotline");
        Assert.All(
            first.Pages.Batteries.SelectMany(battery => battery.Items),
            item => Assert.True(first.Instrument.PlaceOf(item) >= 0)
        );
        Assert.Equal(Shipped.Definition.Pages.Sheets.Length, first.Pages.Sheets.Length);
    }

    [Fact]
    public void Faults_of_earlier_versions_are_named_with_their_folder()
    {
        Copy("2", version: "2");
        Copy("1", version: "1");
        Copy("0", version: "0", "\"languages\": [\"pt\", \"en\"]", "\"languages\": [\"pt\"]");
        Copy("0.5", version: "0.6");
        var thrown = Assert.Throws<DefinitionException>(() =>
            Definitions.Load(Path.Combine(_surveys.Path, "tiny"))
        );
        Assert.All(
            thrown.Faults,
            fault => Assert.Matches("^earlier/(0|0.5|1|2)/[a-z]+.json$", fault.File)
        );
        Assert.Contains(
            "earlier/0.5/instrument.json#/version: is tiny/0.6, where an earlier version tiny/0.5 is to be",
            thrown.Faults.Select(fault => $"{fault}")
        );
        Assert.Contains(
            "earlier/1/instrument.json#/version: is tiny/1, where an earlier version tiny/1 is to be",
            thrown.Faults.Select(fault => $"{fault}")
        );
        Assert.Contains(thrown.Faults, fault => fault.File == "earlier/0/instrument.json");
        Assert.DoesNotContain(thrown.Faults, fault => fault.File.StartsWith("earlier/2/"));
    }

    /// <summary>A folder <c>earlier/name</c> of the tiny survey, and the survey and its schemas where it is the first.</summary>
    private void Copy(string name, string version, string before = "", string after = "")
    {
        var tiny = Path.Combine(Repository.Fixtures, "surveys", "tiny");
        CopyAll(tiny, "tiny");
        CopyAll(Tiny.SchemaFolder, "schema");
        var folder = Path.Combine(_surveys.Path, "tiny", "earlier", name);
        Directory.CreateDirectory(folder);
        var instrument = File.ReadAllText(Path.Combine(tiny, "instrument.json"))
            .Replace("\"version\": \"1\"", $"\"version\": \"{version}\"", StringComparison.Ordinal);
        if (before.Length > 0)
            instrument = instrument.Replace(before, after, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "instrument.json"), instrument);
    }

    private void CopyAll(string from, string to)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_surveys.Path, to));
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)), true);
    }
}
