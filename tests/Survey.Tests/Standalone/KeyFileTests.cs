using Survey.Http;
using Survey.Standalone;
using Survey.Storage;
using Survey.Tests.Http;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class KeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_are_made_once_for_their_owner_only()
    {
        var path = _folder.File("data");
        DataFolder.Make(path);
        var (made, _, isFirst) = KeyFile.ReadOrMake(Settings(path));
        var (read, _, isSecond) = KeyFile.ReadOrMake(Settings(path));
        Assert.Equal((true, false), (isFirst, isSecond));
        Assert.Equal((made.Analyst, made.Admin), (read.Analyst, read.Admin));
        Assert.NotEqual(made.Analyst, made.Admin);
        Assert.Equal(40, made.Analyst.Length);
        Assert.Equal(["keys.json"], Directory.EnumerateFiles(path).Select(Path.GetFileName));
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal(owner, File.GetUnixFileMode(Path.Join(path, "keys.json")));
    }

    [Fact]
    public void Starts_at_the_same_moment_agree()
    {
        var made = new Keys[8];
        Parallel.For(0, 8, place => made[place] = KeyFile.ReadOrMake(Settings(_folder.Path)).Keys);
        Assert.Single(made.DistinctBy(keys => keys.Analyst));
    }

    [Fact]
    public void A_key_that_is_set_goes_before_the_kept_one()
    {
        var kept = KeyFile.ReadOrMake(Settings(_folder.Path)).Keys;
        var ours = TestSettings.ChecksumKey;
        var keys = KeyFile.ReadOrMake(Settings(_folder.Path, ("Survey:AnalystKey", ours))).Keys;
        Assert.Equal((ours, kept.Admin), (keys.Analyst, keys.Admin));
    }

    [Fact]
    public void A_file_from_before_checksums_gets_their_key_and_keeps_the_others()
    {
        var keys = new string('a', 40);
        _folder.With("keys.json", $$"""{"analyst":"{{keys}}","admin":"b{{keys}}"}""");
        var first = KeyFile.ReadOrMake(Settings(_folder.Path));
        var second = KeyFile.ReadOrMake(Settings(_folder.Path));
        Assert.Equal(keys, first.Keys.Analyst);
        Assert.Equal(first.Checksum.Of("p", "r", "i", "a"), second.Checksum.Of("p", "r", "i", "a"));
    }

    [Fact]
    public void New_keys_are_made_by_a_command_while_nothing_runs_on_the_data()
    {
        var before = KeyFile.ReadOrMake(Settings(_folder.Path));
        using (new FolderLock(_folder.Path))
            Assert.Contains(
                "in use by another program",
                Assert.Throws<StartException>(() => KeyFile.Rotate(_folder.Path)).Message
            );
        KeyFile.Rotate(_folder.Path);
        var after = KeyFile.ReadOrMake(Settings(_folder.Path));
        Assert.NotEqual(before.Keys.Analyst, after.Keys.Analyst);
        Assert.NotEqual(before.Keys.Admin, after.Keys.Admin);
        Assert.Equal(before.Checksum.Of("p", "r", "i", "a"), after.Checksum.Of("p", "r", "i", "a"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"analyst\":1}")]
    public void A_broken_file_is_named(string content)
    {
        _folder.With("keys.json", content);
        var fault = Assert.Throws<StartException>(() => KeyFile.ReadOrMake(Settings(_folder.Path)));
        Assert.Contains("keys.json: is not a file of keys", fault.Message);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_is_named()
    {
        _folder.With("file", "");
        var fault = Assert.Throws<StartException>(() => DataFolder.Make(_folder.File("file")));
        Assert.StartsWith("Survey__DataPath: ", fault.Message);
    }

    private static Settings Settings(string path, params (string Key, string Value)[] more) =>
        TestSettings.Read([("Survey:DataPath", path), .. more]);
}
