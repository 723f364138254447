using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Survey.Simulator;

/// <summary>A server in a process of its own, on a free port, with a data folder that goes with it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly string _assembly;
    private readonly string[] _arguments;
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    /// <param name="assembly">In this program's own folder, e.g. <c>Survey.Functions</c>.</param>
    /// <param name="settings">Environment variables beside the data folder and no limit on submissions.</param>
    public Server(
        string assembly,
        string[]? arguments = null,
        Dictionary<string, string>? settings = null
    )
    {
        _assembly = assembly;
        _arguments = arguments ?? [];
        _settings = settings ?? [];
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public int Port { get; } = FreePort();

    public string Folder { get; } = Directory.CreateTempSubdirectory("survey-").FullName;

    public HttpClient Client { get; }

    /// <summary>How many files the process may have open; null: as many as this one.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Starts the process and waits until it answers.</summary>
    /// <param name="ready">What it then has; the survey, where a wave is open.</param>
    public async Task StartAsync(string ready = "api/survey")
    {
        string[] command =
        [
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, _assembly + ".dll"),
            .. _arguments,
            "--urls",
            $"http://127.0.0.1:{Port}",
        ];
        if (OpenFiles is { } most)
            command = ["sh", "-c", $"ulimit -n {most}; exec \"$@\"", "sh", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Survey__DataPath"] = Folder;
        start.Environment["Survey__SubmissionsPerMinute"] = "0";
        start.Environment["Survey__OperatorName"] = "a test";
        start.Environment["Survey__OperatorContact"] = "test@example.org";
        start.Environment["Survey__PublishWithoutApproval"] = "true";
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        var said = new StringBuilder();
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                said.AppendLine(text);
        };
        _process.BeginErrorReadLine();
        for (var tries = 0; !await AnswersAsync(ready); tries++)
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"{_assembly} ended at once: {said}");
            }
            if (tries > 600)
                throw new InvalidOperationException($"{_assembly} did not come up.");
            await Task.Delay(100);
        }
    }

    /// <summary>SIGKILL: nothing of the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM: it may end what it does.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A port that nobody listens on just now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
