using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Survey.FunctionsHost.Messages;

namespace Survey.FunctionsHost;

/// <param name="Category">The worker's; the host writes Function.{name}.User in its place for what a function logs.</param>
/// <param name="Exception">With its message and stack, as the host gets it; "" without one.</param>
public sealed record LogLine(string Category, LogLevel Level, string Message, string Exception);

/// <summary>A function that the host has called.</summary>
public sealed record Call(string Function, Task<Outcome> Outcome);

/// <summary>All that leaves a worker but for its HTTP answers: what the host may pass on to Application Insights.</summary>
public sealed class WorkerRecord
{
    private readonly ConcurrentQueue<LogLine> logs = new();
    private readonly ConcurrentQueue<Call> calls = new();
    private readonly StringBuilder everything = new();

    public IReadOnlyCollection<LogLine> Logs => logs;

    public IReadOnlyCollection<Call> Calls => calls;

    /// <summary>Its stdout and stderr, its log messages whole (fields unknown to this host too) and its invocations'
    /// faults.</summary>
    public string Everything
    {
        get
        {
            lock (everything)
                return everything.ToString();
        }
    }

    internal void Add(Call call) => calls.Enqueue(call);

    internal void Add(string? line)
    {
        lock (everything)
            everything.AppendLine(line);
    }

    internal void Add(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
            logs.Enqueue(
                new(log.Category, (LogLevel)log.Level, log.Message, Outcome.Text(log.Exception))
            );
        if (message.RpcLog is not null || message.InvocationResponse?.Result.Exception is not null)
            Add(Encoding.UTF8.GetString(message.ToByteArray()));
    }
}
