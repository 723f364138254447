using Survey.Standalone.Demo;

namespace Survey.Standalone;

/// <summary><c>preview FOLDER</c>: the survey of a folder, open and empty, as students, analysts and admins meet it. What
/// is sent is marked as made up, and goes when the program stops.</summary>
internal static class PreviewProgram
{
    /// <param name="args">The folder, then options.</param>
    /// <exception cref="StartException">There is no such folder, or its definition has faults; names all of them.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, HostOverrides overrides)
    {
        var definition = SurveyApp.LoadDefinition(
            Arguments.Folder("preview", args.FirstOrDefault())
        );
        var app = TemporaryProgram.Build(
            "preview",
            args[1..],
            overrides with
            {
                Services = services =>
                {
                    services.AddSingleton<DemoWaves>();
                    services.AddSingleton(provider =>
                        SurveyApp.WithOperator(definition, provider.GetRequiredService<Settings>())
                    );
                    overrides.Services?.Invoke(services);
                },
            }
        );
        await app
            .Services.GetRequiredService<DemoWaves>()
            .OpenAsync(
                definition.Calendar.PeriodAt(overrides.Time.GetUtcNow()),
                app.Lifetime.ApplicationStopping
            );
        return app;
    }
}
