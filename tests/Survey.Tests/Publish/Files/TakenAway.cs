using System.Diagnostics;
using System.IO.Compression;
using Survey.Publish;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>A release's files in a folder, as whoever took release.zip has them, for tests that only read them. Of two
/// waves of made-up answers the second, so that there are changes.</summary>
public sealed class TakenAway : IAsyncLifetime
{
    private const string Wave = "2026-Q3";

    private readonly TemporaryFolder _folder = new();

    internal PublishFixture Kit { get; } = new();

    public string Folder => _folder.Path;

    public async Task InitializeAsync()
    {
        await Kit.CloseWaveAsync("2026-Q2", 300);
        await Kit.CloseWaveAsync(Wave, 700);
        await Kit.Publisher.PublishAsync("2026-Q2", default);
        await Kit.Publisher.PublishAsync(Wave, default);
        using var zip = new ZipArchive(
            new MemoryStream(await Kit.BlobAsync($"{Wave}/r1/release.zip"))
        );
        zip.ExtractToDirectory(Folder);
    }

    public Task DisposeAsync()
    {
        Kit.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal async Task<Manifest> ManifestAsync() =>
        (
            await Kit.Get<Releases>()
                .FindAsync((await Kit.Waves.GetAsync(Wave, default))!, 1, default)
        )!;

    public byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    /// <summary>A table's rows, without the header.</summary>
    public string[][] Table(string name) => CsvRows.Of(Read($"{name}.csv"));

    public string[] Header(string name) => CsvRows.HeaderOf(Read($"{name}.csv"));

    /// <summary>Runs a program in the folder, and gives what it printed once it has succeeded.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await complained + await said);
        return await said;
    }
}
