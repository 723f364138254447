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
    private readonly ConcurrentQueue<LogLine> _logs = new();
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly StringBuilder _everything = new();

    public IReadOnlyCollection<LogLine> Logs => _logs;

    public IReadOnlyCollection<Call> Calls => _calls;

    /// <summary>Its stdout and stderr, its log messages whole (fields unknown to this host too) and its invocations'
    /// faults.</summary>
    public string Everything
    {
        get
        {
            lock (_everything)
                return _everything.ToString();
        }
    }

    internal void Add(Call call) => _calls.Enqueue(call);

    internal void Add(string? line)
    {
        lock (_everything)
            _everything.AppendLine(line);
    }

    internal void Add(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
            _logs.Enqueue(
                new(log.Category, (LogLevel)log.Level, log.Message, Outcome.Text(log.Exception))
            );
        if (message.RpcLog is not null || message.InvocationResponse?.Result.Exception is not null)
            Add(Encoding.UTF8.GetString(message.ToByteArray()));
    }
}
