using System.Globalization;
using System.Net;

namespace Survey.Hosting;

/// <summary>The web server around the functions, under the Azure Functions host or alone.</summary>
internal static class Web
{
    /// <summary>Above any request of the contract; what a submission may hold is checked where it is read.</summary>
    private const long LargestBody = 64 * 1024;

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <exception cref="StartException">An argument that there is not.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, Substitutes substitutes)
    {
        Arguments.Check(args);
        // Empty: no settings file, no request log, no page for developers that could show what somebody sent.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (substitutes.Environment is { } environment)
            builder.Configuration.AddInMemoryCollection(environment);
        else
            builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        builder.Logging.AddProvider(new LineLogger(substitutes.Output, substitutes.Time));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(substitutes.Time);
        return builder;
    }

    public static WebApplication Build(
        WebApplicationBuilder builder,
        Settings settings,
        Functions functions,
        TextWriter output
    )
    {
        var services = builder.Services;
        services.AddRouting();
        services.AddSingleton(functions);
        services.AddSingleton<SubmissionLimiter>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestStop);
        Telemetry.AddIfAsked(services, builder.Configuration);
        var isAlone = settings.FunctionsPort is null;
        if (isAlone)
            services.AddHostedService<TimerLoop>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });

        var app = builder.Build();
        if (isAlone)
        {
            var keys = KeyFile.ReadOrMake(settings);
            app.Urls.Add(settings.Url);
            app.UseFunctions(functions, keys);
            app.Announce(keys, output);
        }
        else
        {
            app.Urls.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"http://{IPAddress.Loopback}:{settings.FunctionsPort}"
                )
            );
            // First, because what follows takes away the marks of the host's proxy.
            app.UseMiddleware<HostTimers>();
            app.UseForwardedHeaders(ForwardedNetworks.Options());
            app.UseFunctions(functions, keys: null);
        }
        return app;
    }

    private static void UseFunctions(this WebApplication app, Functions functions, Keys? keys)
    {
        app.UseMiddleware<ErrorAnswers>();
        app.UseRouting();
        app.MapFunctions(functions.Http, keys);
    }
}
