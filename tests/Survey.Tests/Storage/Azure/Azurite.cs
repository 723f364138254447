using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Storage;

namespace Survey.Tests.Storage.Azure;

/// <summary>Microsoft's emulator of Azure Storage, from tests/package-lock.json, on ports of its own.</summary>
public sealed partial class Azurite : IAsyncDisposable
{
    private readonly Process _process;

    private Azurite(Process process, int blobs, int tables) =>
        (_process, BlobPort, TablePort) = (process, blobs, tables);

    public int BlobPort { get; }

    public int TablePort { get; }

    public string Connection =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{TablePort}/devstoreaccount1;BlobEndpoint=http://127.0.0.1:{BlobPort}/devstoreaccount1"
        );

    /// <summary>The same for every Azurite in the world.</summary>
    public const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    internal AzureClients Clients => AzureClients.FromConnection(Connection);

    /// <param name="folder">Where it keeps the data; null: in memory.</param>
    /// <param name="blobPort">0: a free one.</param>
    /// <param name="tablePort">0: a free one.</param>
    public static async Task<Azurite> StartAsync(
        string? folder = null,
        int blobPort = 0,
        int tablePort = 0
    )
    {
        var process = Process.Start(
            new ProcessStartInfo("node")
            {
                ArgumentList =
                {
                    NodeModules.PathOf("azurite/dist/src/azurite.js"),
                    "--silent",
                    "--disableTelemetry",
                    "--blobPort",
                    $"{blobPort}",
                    "--tablePort",
                    $"{tablePort}",
                    "--queuePort",
                    "0",
                    folder is null ? "--inMemoryPersistence" : "--location",
                    folder ?? "",
                },
                WorkingDirectory = Path.GetTempPath(),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var ports = new Dictionary<string, int>();
        var said = "";
        while (ports.Count < 3 && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said += line + "\n";
            if (Listening().Match(line) is { Success: true } found)
                ports[found.Groups[1].Value] = int.Parse(
                    found.Groups[2].Value,
                    CultureInfo.InvariantCulture
                );
        }
        if (ports.Count < 3)
            throw new InvalidOperationException(
                "Azurite did not start: " + said + await process.StandardError.ReadToEndAsync()
            );
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return new Azurite(process, ports["Blob"], ports["Table"]);
    }

    /// <summary>SIGINT is what makes it write its data to disk first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    [GeneratedRegex(@"Azurite (\w+) service is successfully listening at http://[\d.]+:(\d+)")]
    private static partial Regex Listening();
}
