using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Survey.Tests.Storage.Azure;
using Yarp.ReverseProxy.Forwarder;

namespace Survey.Tests.Hosted;

/// <summary>Stands before Azurite's tables and blobs and can hold back the answer to a write that it has done.</summary>
internal sealed class HeldReplies : HttpTransformer, IAsyncDisposable
{
    private readonly WebApplication _tables;
    private readonly WebApplication _blobs;
    private TaskCompletionSource? _next;
    private int _before;

    private HeldReplies(Azurite azurite)
    {
        _tables = Forward(azurite.TablePort);
        _blobs = Forward(azurite.BlobPort);
    }

    /// <summary>Of the same account, with this between.</summary>
    public string Connection { get; private set; } = "";

    public static async Task<HeldReplies> StartAsync(Azurite azurite)
    {
        var replies = new HeldReplies(azurite);
        await replies._tables.StartAsync();
        await replies._blobs.StartAsync();
        replies.Connection = azurite
            .Connection.Replace(
                $"TableEndpoint=http://127.0.0.1:{azurite.TablePort}",
                $"TableEndpoint={replies._tables.Urls.First()}",
                StringComparison.Ordinal
            )
            .Replace(
                $"BlobEndpoint=http://127.0.0.1:{azurite.BlobPort}",
                $"BlobEndpoint={replies._blobs.Urls.First()}",
                StringComparison.Ordinal
            );
        return replies;
    }

    /// <param name="before">So many writes are answered first.</param>
    /// <returns>Ends when Azurite has done the write; nobody will hear of it.</returns>
    public Task HoldNextWrite(int before = 0)
    {
        _before = before;
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
            !HttpMethods.IsGet(httpContext.Request.Method)
            && _next is not null
            && Interlocked.Decrement(ref _before) < 0
            && Interlocked.Exchange(ref _next, null) is { } held
        )
        {
            held.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _tables.DisposeAsync();
        await _blobs.DisposeAsync();
    }

    private WebApplication Forward(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapForwarder("/{**any}", $"http://127.0.0.1:{port}", new(), this);
        return app;
    }
}
