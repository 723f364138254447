using Microsoft.AspNetCore.Builder;
using Survey.FunctionsHost.Messages;

namespace Survey.FunctionsHost;

/// <summary>Plays the Azure Functions host before a published isolated worker: starts it, speaks the host's protocol with
/// it over gRPC, routes and forwards HTTP to it and runs its timers. It knows the protocol and nothing of the program.
/// What it does is what version 4 of azure-functions-host does with the .NET worker.</summary>
public sealed class WorkerHost : IAsyncDisposable
{
    /// <summary>The host's key, for functions that are not anonymous.</summary>
    public const string Key = "the-key-of-the-host";

    /// <summary>What the host grants a worker that was told to end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly WorkerProcess _process;
    private readonly WorkerChannel _channel;
    private readonly WebApplication _server;
    private readonly WebApplication _front;

    private WorkerHost(
        WorkerProcess process,
        WorkerChannel channel,
        WebApplication server,
        WebApplication front,
        Uri worker,
        IReadOnlyList<WorkerFunction> functions
    )
    {
        _process = process;
        _channel = channel;
        _server = server;
        _front = front;
        WorkerAddress = worker;
        Functions = functions;
    }

    /// <summary>What the public reaches.</summary>
    public Uri Address => new(_front.Urls.First());

    /// <summary>Where the worker itself listens, for the host alone.</summary>
    public Uri WorkerAddress { get; }

    /// <summary>All loaded, in the order in which the host tries their routes.</summary>
    public IReadOnlyList<WorkerFunction> Functions { get; }

    public WorkerRecord Record => _channel.Record;

    /// <param name="folder">The published function app.</param>
    /// <param name="settings">The function app's settings, which the worker inherits.</param>
    /// <exception cref="InvalidOperationException">The worker ended, or refused something: with all it wrote.</exception>
    public static async Task<WorkerHost> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var channel = new WorkerChannel();
        var server = Servers.ForWorker(channel);
        await server.StartAsync();
        var process = WorkerProcess.Start(
            folder,
            new(server.Urls.First()),
            settings,
            channel.Record
        );
        try
        {
            var starting = GreetAsync(channel, folder);
            if (await Task.WhenAny(starting, process.Ended) != starting)
                throw new InvalidOperationException(
                    $"The worker ended with {process.ExitCode}: {channel.Record.Everything}"
                );
            var (worker, functions) = await starting;
            var front = Servers.ForPublic(new Forwarder(channel, worker), functions);
            await front.StartAsync();
            return new WorkerHost(process, channel, server, front, worker, functions);
        }
        catch
        {
            await process.KillAsync();
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The timer's moment has come.</summary>
    /// <param name="cancel">The host wants to stop.</param>
    public Task<Outcome> RunTimerAsync(
        string name,
        bool isPastDue = false,
        CancellationToken cancel = default
    )
    {
        var timer = Functions.Single(function => function.Name == name);
        return timer.Http is null
            ? _channel.InvokeAsync(timer, $"{Guid.NewGuid()}", TimerData(isPastDue), cancel)
            : throw new ArgumentException($"{name} is no timer.", nameof(name));
    }

    /// <summary>SIGKILL: nothing of the worker gets to run any more.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Completes when the worker's process has ended.</summary>
    public Task Ended => _process.Ended;

    /// <summary>The host dies and leaves the worker alone.</summary>
    public async Task LeaveAsync()
    {
        await _front.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Tells the worker to end, as the host does, and kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_channel.Tell(new StreamingMessage { WorkerTerminate = new() }))
            await Task.WhenAny(_process.Ended, Task.Delay(Grace));
        await _process.KillAsync();
        await LeaveAsync();
    }

    private static string TimerData(bool isPastDue) =>
        $$"""
            {
              "Schedule": { "AdjustForDST": true },
              "ScheduleStatus": {
                "Last": "2026-11-22T03:00:00+00:00",
                "LastUpdated": "2026-11-22T03:00:00+00:00",
                "Next": "2026-11-22T03:05:00+00:00"
              },
              "IsPastDue": {{(isPastDue ? "true" : "false")}}
            }
            """;

    private static async Task<(Uri Worker, IReadOnlyList<WorkerFunction>)> GreetAsync(
        WorkerChannel channel,
        string folder
    )
    {
        await channel.Started;
        var worker = await channel.InitializeAsync(folder);
        var functions = await channel.IndexAsync(folder);
        await Task.WhenAll(functions.Select(channel.LoadAsync));
        return (worker, functions);
    }
}
