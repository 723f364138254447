using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Survey.FunctionsHost;

/// <summary>The worker's process, started as worker.config.json says and the host does.</summary>
internal sealed class WorkerProcess
{
    private readonly Process _process;

    private WorkerProcess(Process process)
    {
        _process = process;
        Ended = process.WaitForExitAsync();
    }

    public Task Ended { get; }

    public int ExitCode => _process.ExitCode;

    public static WorkerProcess Start(
        string folder,
        Uri host,
        IReadOnlyDictionary<string, string> settings,
        WorkerRecord record
    )
    {
        using var config = JsonDocument.Parse(
            File.ReadAllBytes(Path.Join(folder, "worker.config.json"))
        );
        var description = config.RootElement.GetProperty("description");
        var program = Path.Join(folder, description.GetProperty("defaultWorkerPath").GetString());
        var start = new ProcessStartInfo(
            description.GetProperty("defaultExecutablePath").GetString()!,
            $"\"{program}\" {Arguments(host)}"
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => record.Add(line.Data);
        process.ErrorDataReceived += (_, line) => record.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    /// <summary>SIGKILL, unless it has ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Ended;
    }

    /// <summary>The host gives each of them twice, without and with a prefix.</summary>
    private static string Arguments(Uri host)
    {
        var (worker, request) = (Guid.NewGuid(), Guid.NewGuid());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"--host {host.Host} --port {host.Port} --workerId {worker} --requestId {request} --grpcMaxMessageLength {int.MaxValue} --functions-uri {host.AbsoluteUri} --functions-worker-id {worker} --functions-request-id {request} --functions-grpc-max-message-length {int.MaxValue}"
        );
    }
}
