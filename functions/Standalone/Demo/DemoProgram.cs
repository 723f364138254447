using Survey.Ask;

namespace Survey.Standalone.Demo;

/// <summary>The same program over a store of its own, filled with made-up respondents.</summary>
public static class DemoProgram
{
    /// <summary>A minute of the demo's time passes in a second: a wave opens, closes and is published while one looks.</summary>
    private const string Fast = "--fast";

    /// <param name="args"><c>--fast</c>, and options.</param>
    /// <exception cref="StartException">Data of somebody else's are there already.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, HostOverrides overrides)
    {
        var isFast = args is [Fast, ..];
        var time = isFast ? new FastClock(overrides.Time) : overrides.Time;
        // Arguments given come after, and win.
        var app = TemporaryProgram.Build(
            "demo",
            [
                "--Survey:OperatorName=Survey (demo)",
                "--Survey:OperatorContact=demo@example.org",
                .. isFast ? args[1..] : args,
            ],
            overrides with
            {
                Time = time,
                Services = services =>
                {
                    services.AddSingleton<DemoWaves>();
                    if (isFast)
                        services.AddHostedService<FastStudents>();
                    overrides.Services?.Invoke(services);
                },
            }
        );
        await foreach (var _ in app.Services.GetRequiredService<Waves>().ListAsync(default))
            throw new StartException("Survey__DataPath: the demo needs an empty folder");

        var model = PeopleModel.Load(
            SurveyApp.FolderOf(app.Services.GetRequiredService<Settings>())
        );
        var waves = app.Services.GetRequiredService<DemoWaves>();
        var stopping = app.Lifetime.ApplicationStopping;
        if (isFast)
            await waves.FillFastAsync(model, overrides.Output, stopping);
        else
            await waves.FillAsync(model, overrides.Output, stopping);
        return app;
    }
}
