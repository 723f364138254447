using System.Diagnostics;
using System.Net;

namespace Survey.Browser.Tests;

/// <summary>The program as a process of its own, to be killed.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process _process;

    private Server(Process process, int port)
    {
        this._process = process;
        Port = port;
    }

    public int Port { get; }

    public string Address => $"http://{IPAddress.Loopback}:{Port}";

    /// <param name="port">Null: a free one.</param>
    public static async Task<Server> StartAsync(string dataPath, int? port = null)
    {
        var chosen = port ?? Simulator.Server.FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Join(AppContext.BaseDirectory, "Survey.Functions.dll"),
                "--urls",
                $"http://{IPAddress.Loopback}:{chosen}",
            },
            Environment = { ["Survey__DataPath"] = dataPath },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new Server(process, chosen);
        using var client = new HttpClient();
        while (!await server.IsOpenAsync(client))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
            await Task.Delay(100);
        }
        return server;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private async Task<bool> IsOpenAsync(HttpClient client)
    {
        try
        {
            using var reply = await client.GetAsync(new Uri($"{Address}/api/survey"));
            return reply.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
