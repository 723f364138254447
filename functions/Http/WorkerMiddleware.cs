using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Survey.Http;

/// <summary>What surrounds a function under the Functions host. The answer to a request is written here: the worker's
/// own pipeline is closed to ASP.NET Core's middleware.</summary>
internal sealed class WorkerMiddleware(
    FunctionCall call,
    Functions functions,
    TimerFailures failures,
    ILogger<WorkerMiddleware> log
) : IFunctionsWorkerMiddleware
{
    private readonly Dictionary<string, KeyHolder?> _keys = functions.Http.ToDictionary(
        function => function.Name,
        function => function.Key
    );

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http
            ? AnswerAsync(http, context, next)
            : RunTimerAsync(context, next);

    private async Task AnswerAsync(
        HttpContext http,
        FunctionContext context,
        FunctionExecutionDelegate next
    )
    {
        var name = context.FunctionDefinition.Name;
        await call.RunAsync(
            http,
            name,
            _keys[name],
            async () =>
            {
                await next(context);
                return (IResult)context.GetInvocationResult().Value!;
            }
        );
        context.GetInvocationResult().Value = Results.Empty;
    }

    /// <exception cref="TimerFailedException">The host must know, so that its own alarms see a failure.</exception>
    private async Task RunTimerAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        using var trace = Tracing.Start(name);
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Timer {Name} failed", name);
            if (!context.CancellationToken.IsCancellationRequested)
                await failures.AddAsync(name);
            throw new TimerFailedException(name);
        }
    }
}

/// <summary>Stands for what a timer threw, whose own words would go to the host.</summary>
internal sealed class TimerFailedException(string name)
    : Exception($"{name} failed; the line before says where.");
