using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Survey.Http;

namespace Survey.Tests.Http.FunctionsHost;

/// <summary>Plays the Azure Functions host before a published function app: reads host.json and every function.json,
/// keeps the handler process, checks keys, proxies HTTP and posts timers. It knows the protocol and nothing of the
/// program.</summary>
internal sealed class FunctionsHostDouble : IAsyncDisposable
{
    public const string FunctionKey = "a-function-key-of-the-host";
    public const string MasterKey = "the-master-key-of-the-host";

    private readonly HandlerProcess handler;
    private readonly HostProxy proxy;
    private readonly IReadOnlyDictionary<string, Trigger> functions;
    private readonly WebApplication app;

    private FunctionsHostDouble(string folder, HandlerProcess handler)
    {
        this.handler = handler;
        proxy = new HostProxy(handler.Address);
        functions = FunctionFile.ReadAll(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>What the public reaches.</summary>
    public Uri Address => new(app.Urls.First());

    public Uri HandlerAddress => handler.Address;

    public string Output => handler.Output;

    /// <param name="folder">The published function app.</param>
    /// <param name="settings">The function app's settings.</param>
    public static async Task<FunctionsHostDouble> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string> settings
    )
    {
        using var host = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Join(folder, "host.json"))
        );
        var custom = host.RootElement.GetProperty("customHandler");
        if (!custom.GetProperty("enableProxyingHttpRequest").GetBoolean())
            throw new InvalidOperationException("Without proxying, HTTP has another protocol.");
        var http = host.RootElement.GetProperty("extensions").GetProperty("http");
        if (http.GetProperty("routePrefix").GetString() != "")
            throw new InvalidOperationException("The functions' routes are written in full.");
        var executable = custom
            .GetProperty("description")
            .GetProperty("defaultExecutablePath")
            .GetString()!;
        var handler = await HandlerProcess.StartAsync(folder, executable, settings);
        var started = new FunctionsHostDouble(folder, handler);
        await started.app.StartAsync();
        return started;
    }

    /// <summary>The timer's moment has come.</summary>
    public Task FireAsync(string timer, bool isPastDue = false) =>
        functions[timer] is TimerTrigger
            ? proxy.PostTimerAsync(timer, isPastDue)
            : throw new ArgumentException($"{timer} is no timer.", nameof(timer));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await handler.DisposeAsync();
        proxy.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        // The host's own controllers come before any function.
        var isOwn =
            path.StartsWith("/admin", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith("/runtime", StringComparison.OrdinalIgnoreCase);
        var function = isOwn ? null : Find(context.Request.Method, path);
        if (function is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!IsAllowed(function.AuthLevel, context.Request))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            await proxy.ForwardAsync(context);
    }

    /// <summary>The most precise route that takes the path and the method.</summary>
    private HttpTrigger? Find(string method, string path) =>
        functions
            .Values.OfType<HttpTrigger>()
            .Where(http => http.Methods.Contains(method) && HostRoutes.Matches(http.Route, path))
            .MinBy(http => HostRoutes.Precedence(http.Route));

    private static bool IsAllowed(AuthLevel level, HttpRequest request)
    {
        string? key = request.Headers["x-functions-key"];
        key ??= request.Query["code"];
        return level switch
        {
            AuthLevel.Anonymous => true,
            AuthLevel.Function => key is FunctionKey or MasterKey,
            _ => key is MasterKey,
        };
    }
}
