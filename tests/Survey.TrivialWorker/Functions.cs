using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Survey.TrivialWorker;

/// <summary>The least that a worker does: what any program costs under the host, and what the host is tried with.</summary>
public sealed class Functions(ILogger<Functions> logger)
{
    [Function("Hello")]
    public IResult Hello(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "{name:regex(^[a-z]+$)=world}"
        )]
            HttpRequest request
    ) => Results.Text($"Hello, {request.RouteValues["name"]}.");

    /// <summary>Whom it takes for its visitor, and the body.</summary>
    [Function("Echo")]
    public async Task<IResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request
    )
    {
        using var body = new StreamReader(request.Body);
        var visitor =
            $"{request.HttpContext.Connection.RemoteIpAddress} {request.Headers["CLIENT-IP"]}";
        return Results.Text($"{visitor} {await body.ReadToEndAsync()}");
    }

    /// <summary>Until the visitor leaves. (Named so that the host tries its route before that of Hello.)</summary>
    [Function("Await")]
    public async Task<IResult> Await(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request,
        CancellationToken cancel
    )
    {
        var aborted = request.HttpContext.RequestAborted;
        logger.LogInformation("Waiting");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, cancel);
        await Task.Delay(Timeout.Infinite, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        logger.LogInformation("The visitor has left");
        return Results.Empty;
    }

    [Function("Tick")]
    public Task Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, CancellationToken cancel)
    {
        logger.LogInformation("Ticked, late: {Late}", timer.IsPastDue);
        return Task.CompletedTask;
    }

    [Function("Fail")]
    public Task Fail([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) =>
        throw new InvalidOperationException("No.");
}
