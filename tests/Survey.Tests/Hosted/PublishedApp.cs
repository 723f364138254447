using System.Diagnostics;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>The function app as <c>dotnet publish functions -c Release</c> makes it, made once for all its tests, with
/// nothing left in the checkout.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.File("app");

    public string Executable => Path.Join(Folder, "Survey.Functions");

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish",
                Path.Join(Repository.Root, "functions"),
                "-c",
                "Release",
                "--artifacts-path",
                _folder.File("artifacts"),
                "-o",
                Folder,
            },
            RedirectStandardOutput = true,
        };
        // The tests' own build must not reach into this one.
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException(said);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class PublishedTests : ICollectionFixture<PublishedApp>
{
    public const string Name = "Published";
}
