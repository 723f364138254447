using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Survey.FunctionsHost.Messages;

namespace Survey.FunctionsHost;

/// <summary>The stream of messages between the host and its one worker.</summary>
internal sealed class WorkerChannel : FunctionRpc.FunctionRpcBase
{
    private readonly Channel<StreamingMessage> _outgoing =
        Channel.CreateUnbounded<StreamingMessage>();

    /// <summary>What was asked and not yet answered, by request id, which the worker's answer repeats.</summary>
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _open =
        new();

    private readonly TaskCompletionSource _started = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public Task Started => _started.Task;

    public WorkerRecord Record { get; } = new();

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context
    )
    {
        var sending = SendAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(CancellationToken.None))
                Receive(message);
        }
        catch (IOException)
        {
            // The worker was killed.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            foreach (var answer in _open.Values)
                answer.TrySetException(new WorkerGoneException());
        }
        await sending;
    }

    /// <exception cref="WorkerGoneException"/>
    public async Task<StreamingMessage> AskAsync(StreamingMessage message)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        message.RequestId = $"{Guid.NewGuid()}";
        _open[message.RequestId] = answer;
        try
        {
            return Tell(message) ? await answer.Task : throw new WorkerGoneException();
        }
        finally
        {
            _open.TryRemove(message.RequestId, out _);
        }
    }

    /// <returns>Whether there is a worker to tell it.</returns>
    public bool Tell(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task SendAsync(
        IServerStreamWriter<StreamingMessage> worker,
        CancellationToken gone
    )
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(gone))
                await worker.WriteAsync(message, gone);
        }
        catch (Exception fault)
            when (fault is OperationCanceledException or IOException or InvalidOperationException)
        {
            // What could not be sent is answered by the end of the stream.
        }
    }

    private void Receive(StreamingMessage message)
    {
        Record.Add(message);
        if (message.ContentCase == StreamingMessage.ContentOneofCase.StartStream)
            _started.TrySetResult();
        else if (_open.TryGetValue(message.RequestId, out var answer))
            answer.TrySetResult(message);
    }
}

/// <summary>The worker's process, or its stream, has ended.</summary>
public sealed class WorkerGoneException() : IOException("The worker is gone.");
