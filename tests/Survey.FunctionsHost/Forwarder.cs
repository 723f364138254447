using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Survey.FunctionsHost;

/// <summary>Passes a request on to the worker and tells it meanwhile, over the other channel, which function is
/// meant.</summary>
internal sealed class Forwarder(WorkerChannel channel, Uri worker)
{
    private static readonly ForwarderRequestConfig Config = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(240),
    };

    private readonly HttpMessageInvoker _client = new(
        new RetryHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    );

    /// <summary>An answer that has not begun when the function fails, or the worker is gone, becomes a 500.</summary>
    public async Task AnswerAsync(
        HttpContext context,
        IHttpForwarder forwarder,
        WorkerFunction function
    )
    {
        var id = $"{Guid.NewGuid()}";
        // One that the visitor has sent stays, in the host too.
        context.Request.Headers.TryAdd("x-ms-invocation-id", id);
        // YARP's own transforms: X-Forwarded-* are the host's view, whatever came in.
        var forwarding = forwarder.SendAsync(context, worker.ToString(), _client, Config).AsTask();
        bool failed;
        try
        {
            var outcome = await channel.InvokeAsync(function, id, "", context.RequestAborted);
            failed = await forwarding != ForwarderError.None || !outcome.Succeeded;
        }
        catch (WorkerGoneException)
        {
            failed = true;
        }
        if (!failed || context.Response.HasStarted)
            return;
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>The worker's HTTP may come up a little later than its other channel.</summary>
    private sealed class RetryHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            for (var (attempt, delay) = (1, 50); ; attempt++, delay = Math.Min(delay * 2, 250))
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException) when (attempt < 10)
                {
                    await Task.Delay(delay, cancellationToken);
                }
            }
        }
    }
}
