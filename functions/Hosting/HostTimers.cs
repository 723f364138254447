using System.Text.Json;

namespace Survey.Hosting;

/// <summary>Timers as the Azure Functions host posts them: <c>POST /Name</c>. The public comes in by the same listener,
/// but through the host's proxy, which marks every request it passes on; a marked request is no timer's.</summary>
internal sealed class HostTimers(
    RequestDelegate next,
    Functions functions,
    IServiceProvider services,
    ILogger<HostTimers> logger
)
{
    private static readonly byte[] Done =
        """{"Outputs":{},"Logs":[],"ReturnValue":null}"""u8.ToArray();

    private readonly Dictionary<string, RunTimer> timers = functions.Timers.ToDictionary(
        timer => $"/{timer.Name}",
        timer => timer.Bind(services),
        StringComparer.Ordinal
    );

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || IsProxied(request)
            || !timers.TryGetValue(request.Path.Value ?? "", out var run)
        )
        {
            await next(context);
            return;
        }
        try
        {
            using var trace = Tracing.Start(request.Path.Value![1..], request);
            var isPastDue = await ReadIsPastDueAsync(request);
            await run(new TimerInfo(isPastDue), context.RequestAborted);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            return;
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Timer {Path} failed", request.Path.Value);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        // Without a JSON object the host would wait until its timeout and then kill the program.
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Done, context.RequestAborted);
    }

    private static bool IsProxied(HttpRequest request) =>
        request.Headers.Any(header =>
            header.Key.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals("x-ms-invocation-id", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary><c>{"Data":{"timer":{"IsPastDue":false, ...}}, ...}</c>; anything else is not past due.</summary>
    private static async Task<bool> ReadIsPastDueAsync(HttpRequest request)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(
                request.Body,
                cancellationToken: request.HttpContext.RequestAborted
            );
            return json
                .RootElement.GetProperty("Data")
                .GetProperty("timer")
                .GetProperty("IsPastDue")
                .GetBoolean();
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
