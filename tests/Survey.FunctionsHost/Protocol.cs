using System.Diagnostics;
using Survey.FunctionsHost.Messages;

namespace Survey.FunctionsHost;

/// <summary>What the host asks a worker, in the order in which it does.</summary>
internal static class Protocol
{
    /// <returns>Where the worker takes forwarded HTTP.</returns>
    public static async Task<Uri> InitializeAsync(this WorkerChannel channel, string folder)
    {
        var request = new WorkerInitRequest
        {
            HostVersion = "4.1040.100.1",
            WorkerDirectory = folder,
            FunctionAppDirectory = folder,
        };
        var answer = await channel.AskAsync(new() { WorkerInitRequest = request });
        Check(answer.WorkerInitResponse.Result, "start");
        return new(answer.WorkerInitResponse.Capabilities["HttpUri"]);
    }

    /// <returns>By name, without regard to case: the host's order.</returns>
    public static async Task<IReadOnlyList<WorkerFunction>> IndexAsync(
        this WorkerChannel channel,
        string folder
    )
    {
        var request = new FunctionsMetadataRequest { FunctionAppDirectory = folder };
        var message = await channel.AskAsync(new() { FunctionsMetadataRequest = request });
        var answer = message.FunctionMetadataResponse;
        Check(answer.Result, "name its functions");
        var functions = answer.FunctionMetadataResults.Select(WorkerFunction.Read);
        return [.. functions.OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public static async Task LoadAsync(this WorkerChannel channel, WorkerFunction function)
    {
        var request = new FunctionLoadRequest
        {
            FunctionId = function.Metadata.FunctionId,
            // Without the bindings the worker loads it and fails at the first call.
            Metadata = function.Metadata,
        };
        var answer = await channel.AskAsync(new() { FunctionLoadRequest = request });
        Check(answer.FunctionLoadResponse.Result, $"load {function.Name}");
    }

    /// <param name="id">Ties the call to the forwarded HTTP request that has it in a header.</param>
    /// <param name="json">The trigger's data; "" for HTTP, which is forwarded.</param>
    /// <exception cref="WorkerGoneException"/>
    public static Task<Outcome> InvokeAsync(
        this WorkerChannel channel,
        WorkerFunction function,
        string id,
        string json,
        CancellationToken cancel
    )
    {
        var input = new ParameterBinding
        {
            Name = function.Input,
            Data = new() { Json = json },
        };
        var trace = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";
        var request = new InvocationRequest
        {
            InvocationId = id,
            FunctionId = function.Metadata.FunctionId,
            InputData = { input },
            // The worker fails without one.
            TraceContext = new() { TraceParent = trace },
        };
        var outcome = InvokeAsync(channel, request, cancel);
        channel.Record.Add(new Call(function.Name, outcome));
        return outcome;
    }

    private static async Task<Outcome> InvokeAsync(
        WorkerChannel channel,
        InvocationRequest request,
        CancellationToken cancel
    )
    {
        var answer = channel.AskAsync(new() { InvocationRequest = request });
        var end = new InvocationCancel { InvocationId = request.InvocationId };
        await using var leaving = cancel.Register(() =>
            channel.Tell(new() { InvocationCancel = end })
        );
        return Outcome.Of((await answer).InvocationResponse.Result);
    }

    private static void Check(StatusResult result, string what)
    {
        var outcome = Outcome.Of(result);
        if (!outcome.Succeeded)
            throw new InvalidOperationException($"The worker did not {what}: {outcome.Error}");
    }
}
