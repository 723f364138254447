using Survey.Http;
using Survey.Storage;

namespace Survey.Standalone;

/// <summary>The program without a Functions host: it serves its functions itself, keeps its keys and runs its timers.</summary>
public static class StandaloneProgram
{
    /// <exception cref="StartException">A setting is wrong, or the store cannot be used.</exception>
    internal static async Task<WebApplication> BuildAsync(string[] args)
    {
        var app = Build(args, new HostOverrides());
        var stores = app.Services.GetRequiredService<Stores>();
        await stores.CheckAsync(default);
        if (stores.LostPlaces is { } places)
            app.Logger.LogError(
                "The data file was damaged. It is mended; rows are lost at {Places} places. docs/operations.md says more.",
                places
            );
        return app;
    }

    /// <summary>Not yet started.</summary>
    /// <exception cref="StartException">A setting or an argument is wrong.</exception>
    public static WebApplication Build(string[] args, HostOverrides overrides)
    {
        Arguments.Check(args);
        // Empty: no settings file, no request log, no page for developers that could show what somebody sent.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (overrides.Environment is { } environment)
            builder.Configuration.AddInMemoryCollection(environment);
        else
            builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        builder.Logging.AddProvider(new LineLogger(overrides.Output, overrides.Time));
        var files = OpenFiles.OfThisProcess();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(files.Limit);
        var settings = builder.AddSurvey(overrides, underHost: false);
        DataFolder.Make(settings.DataPath);
        var kept = KeyFile.ReadOrMake(settings);
        builder
            .Services.AddSingleton(kept.Keys)
            .AddSingleton(kept.Checksum)
            .Configure<ForwardedHeadersOptions>(options =>
                ForwardedNetworks.Trust(options, settings.TrustedProxies)
            )
            .AddRouting()
            .AddHostedService<TimerLoop>();
        if (settings.BackupPath is not null)
            builder.Services.AddHostedService<BackupLoop>();

        var app = builder.Build();
        app.Urls.Add(settings.Url);
        app.Use(OpenFiles.AnswerAsync);
        if (!settings.TrustedProxies.IsEmpty)
            app.UseForwardedHeaders();
        app.UseRouting();
        app.MapFunctions();
        app.Announce(kept, settings, overrides);
        return app;
    }
}
