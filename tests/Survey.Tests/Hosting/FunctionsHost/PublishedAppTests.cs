using System.Diagnostics;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Http.FunctionsHost;

[Collection(PublishedTests.Name)]
public sealed class PublishedAppTests(PublishedApp app)
{
    [Fact]
    public void The_folder_is_the_function_app_and_holds_nothing_else()
    {
        var functions = Directory
            .EnumerateFiles(
                Path.Join(Repository.Root, "functions"),
                "function.json",
                SearchOption.AllDirectories
            )
            .Select(file => Path.GetRelativePath(Repository.Root, file).Split('/'))
            .Where(parts => parts is ["functions", not ("bin" or "obj"), _, _])
            .Select(parts => $"{parts[^2]}/function.json");
        var surveys = Directory
            .EnumerateFiles(
                Path.Join(Repository.Root, "functions", "surveys"),
                "*",
                SearchOption.AllDirectories
            )
            .Select(file => Path.GetRelativePath(Path.Join(Repository.Root, "functions"), file));
        Assert.Equal(
            functions
                .Concat(surveys)
                .Concat(["Survey.Functions", "host.json", "libe_sqlite3.so"])
                .Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(app.Folder, file))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void It_is_small_enough_to_be_fetched_at_a_cold_start()
    {
        var bytes = new DirectoryInfo(app.Folder)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length);
        Assert.InRange(bytes, 0, 130_000_000);
        Assert.True(File.GetUnixFileMode(app.Executable).HasFlag(UnixFileMode.UserExecute));
    }

    [Theory]
    [InlineData("Survey__GraceMinutes", "soon", "Survey__GraceMinutes: must be a whole number")]
    [InlineData("Survey__GraceMinute", "5", "Survey__GraceMinute: there is no such setting")]
    [InlineData("Survey__Folder", "nowhere", "Survey__Folder: there is no survey nowhere")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "0", "AzureWebJobsStorage: missing")]
    public async Task A_bad_setting_is_one_line_on_stderr_and_exit_code_1(
        string name,
        string value,
        string line
    )
    {
        using var data = new TemporaryFolder();
        var start = new ProcessStartInfo(app.Executable)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["Survey__DataPath"] = data.Path;
        start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith(line, Assert.Single(errors.TrimEnd().Split('\n')));
        Assert.Equal("", await output);
    }
}
