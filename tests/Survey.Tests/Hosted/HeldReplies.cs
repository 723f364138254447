using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Survey.Tests.Storage.Azure;
using Yarp.ReverseProxy.Forwarder;

namespace Survey.Tests.Hosted;

/// <summary>Stands before Azurite's tables and can hold back the answer to a write that it has done.</summary>
internal sealed class HeldReplies : HttpTransformer, IAsyncDisposable
{
    private readonly WebApplication _app;
    private TaskCompletionSource? _next;

    private HeldReplies(Azurite azurite)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapForwarder("/{**any}", $"http://127.0.0.1:{azurite.TablePort}", new(), this);
    }

    /// <summary>Of the same account, with this between.</summary>
    public string Connection { get; private set; } = "";

    public static async Task<HeldReplies> StartAsync(Azurite azurite)
    {
        var replies = new HeldReplies(azurite);
        await replies._app.StartAsync();
        replies.Connection = azurite.Connection.Replace(
            $"TableEndpoint=http://127.0.0.1:{azurite.TablePort}",
            $"TableEndpoint={replies._app.Urls.First()}",
            StringComparison.Ordinal
        );
        return replies;
    }

    /// <returns>Ends when Azurite has done the next write; nobody will hear of it.</returns>
    public Task HoldNextWrite()
    {
        _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken
    )
    {
        if (
            HttpMethods.IsPost(httpContext.Request.Method)
            && Interlocked.Exchange(ref _next, null) is { } held
        )
        {
            held.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
