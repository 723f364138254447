using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Survey.FunctionsHost;

/// <summary>The host's two listeners, on free ports of 127.0.0.1.</summary>
internal static class Servers
{
    private const long LargestBody = 104_857_600;

    public static WebApplication ForWorker(WorkerChannel channel)
    {
        var builder = Make(HttpProtocols.Http2);
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(channel);
        var app = builder.Build();
        app.MapGrpcService<WorkerChannel>();
        return app;
    }

    /// <param name="functions">In the order in which their routes are tried: the first that takes path and method
    /// answers, and without one it is 404.</param>
    public static WebApplication ForPublic(
        Forwarder forwarder,
        IReadOnlyList<WorkerFunction> functions
    )
    {
        var builder = Make(HttpProtocols.Http1);
        builder.Services.AddHttpForwarder();
        builder.Services.AddRouting();
        var app = builder.Build();
        var yarp = app.Services.GetRequiredService<IHttpForwarder>();
        var resolver = app.Services.GetRequiredService<IInlineConstraintResolver>();
        var routes = new RouteCollection();
        foreach (var function in functions)
        {
            if (function.Http is not { } http)
                continue;
            var constraints = new Dictionary<string, object>();
            if (http.Methods.Count > 0)
                constraints["httpMethod"] = new HttpMethodRouteConstraint([.. http.Methods]);
            var handler = new RouteHandler(context =>
                http.IsAnonymous || HasKey(context.Request)
                    ? forwarder.AnswerAsync(context, yarp, function)
                    : Results.Unauthorized().ExecuteAsync(context)
            );
            routes.Add(
                new Route(handler, function.Name, http.Route, null, constraints, null, resolver)
            );
        }
        // The host's own pages come before any function.
        app.Map("/admin", own => own.Run(NotFound));
        app.Map("/runtime", own => own.Run(NotFound));
        app.UseRouter(routes);
        return app;
    }

    private static WebApplicationBuilder Make(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = protocols);
        });
        // A host that goes does not wait for its worker.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        return builder;
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool HasKey(HttpRequest request) =>
        (request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"])
        == WorkerHost.Key;
}
