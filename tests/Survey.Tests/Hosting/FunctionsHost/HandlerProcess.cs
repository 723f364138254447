using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Survey.Tests.Http.FunctionsHost;

/// <summary>The custom handler as the Functions host keeps it: started with the host's environment on a random port,
/// asked for GET / every 25 ms until it answers anything, ended by SIGKILL.</summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>customHandler.initializationTimeout, unless host.json sets it.</summary>
    private static readonly TimeSpan InitializationTimeout = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private HandlerProcess(Process process, int port)
    {
        this.process = process;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Everything it has written, to stdout and stderr.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <param name="folder">The function app's: host.json and the functions' folders.</param>
    /// <param name="settings">App settings, which the handler inherits.</param>
    public static async Task<HandlerProcess> StartAsync(
        string folder,
        string executable,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var port = Simulator.Server.FreePort();
        var start = new ProcessStartInfo(Path.Join(folder, executable))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var id = Guid.NewGuid().ToString();
        var portText = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = portText;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = id;
        start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = portText;
        start.Environment["FUNCTIONS_HTTPWORKER_ID"] = id;
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = folder;
        var handler = new HandlerProcess(Process.Start(start)!, port);
        await handler.BecomeReadyAsync();
        return handler;
    }

    /// <summary>SIGKILL: the host ends a handler in no other way.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Any status counts; only a refused connection means "not yet".</summary>
    private async Task BecomeReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
                when (!process.HasExited && waiting.Elapsed < InitializationTimeout)
            {
                await Task.Delay(ProbeEvery);
            }
        }
    }

    private void Note(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
