using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Survey.TrivialWorker;

/// <summary>The least that a worker does: what any program costs under the host.</summary>
public sealed class Functions
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

    [Function("Tick")]
    public Task Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => Task.CompletedTask;
}
