using System.Diagnostics;
using Survey.Tests.Infra;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Hosted;

[Collection(PublishedTests.Name)]
public sealed class PublishedAppTests(PublishedApp app)
{
    /// <summary>Without worker.config.json and functions.metadata the host finds nothing; without host.json it makes one
    /// of its own and never starts.</summary>
    [Fact]
    public void The_folder_holds_what_the_host_looks_for_and_every_survey()
    {
        string[] needed =
        [
            "host.json",
            "worker.config.json",
            "functions.metadata",
            "extensions.json",
            "Survey.Functions.dll",
            .. Checkout.Files("functions/surveys", "*").Select(file => file["functions/".Length..]),
        ];
        Assert.All(needed, file => Assert.True(File.Exists(Path.Join(app.Folder, file)), file));
    }

    [Fact]
    public void It_holds_no_settings_of_a_machine_and_no_symbols()
    {
        var files = Directory
            .EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories)
            .ToArray();
        Assert.DoesNotContain(files, file => Path.GetFileName(file) == "local.settings.json");
        // The host's own extensions lie in a folder that the Sdk fills.
        var ours = files.Where(file => !file.Contains("/.azurefunctions/"));
        Assert.DoesNotContain(ours, file => Path.GetExtension(file) is ".pdb" or ".xml");
        // It is fetched at every cold start.
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 0, 60_000_000);
    }

    [Theory]
    [InlineData("Survey__GraceMinutes", "soon", "Survey__GraceMinutes: must be a whole number")]
    [InlineData("Survey__Folder", "nowhere", "Survey__Folder: there is no survey nowhere")]
    public async Task A_bad_setting_is_one_line_on_stderr_and_exit_code_1(
        string name,
        string value,
        string line
    ) => Assert.StartsWith(line, Assert.Single(await FaultsAsync([], (name, value))));

    /// <summary>Its disk does not last, so neither a store nor keys may come from there.</summary>
    [Fact]
    public async Task Under_a_host_a_store_and_keys_must_be_set() =>
        Assert.Equal(
            [
                "Survey__AnalystKey",
                "Survey__AdminKey",
                "Survey__ChecksumKey",
                "AzureWebJobsStorage",
            ],
            (
                await FaultsAsync([
                    "--functions-uri",
                    "http://127.0.0.1:9",
                    "--functions-worker-id",
                    "1",
                    "--functions-request-id",
                    "1",
                    "--functions-grpc-max-message-length",
                    "1000000",
                ])
            ).Select(fault => fault.Split(':')[0])
        );

    private async Task<string[]> FaultsAsync(
        string[] arguments,
        params (string Name, string Value)[] settings
    )
    {
        using var data = new TemporaryFolder();
        var start = new ProcessStartInfo(app.Executable, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["Survey__DataPath"] = data.Path;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("", await output);
        return errors.TrimEnd().Split('\n');
    }
}
