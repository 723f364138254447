using Survey.Ask;

namespace Survey.Standalone.Demo;

/// <summary>The same program over a store of its own, filled with made-up respondents.</summary>
internal static class DemoProgram
{
    /// <summary>Without a data folder named, in a new one that goes when the program stops.</summary>
    /// <exception cref="StartException">Data of somebody else's are there already.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, HostOverrides overrides)
    {
        var folder = Directory.CreateTempSubdirectory("survey-demo-").FullName;
        // Arguments given come after, and win.
        var app = StandaloneProgram.Build(
            [
                $"--Survey:DataPath={folder}",
                "--Survey:OperatorName=Survey (demo)",
                "--Survey:OperatorContact=demo@example.org",
                .. args,
            ],
            overrides
        );
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.StorageConnection is not null || settings.StorageAccount is not null)
            throw new StartException(
                "AzureWebJobsStorage: the demo keeps its data on this machine; leave it unset"
            );
        await foreach (var _ in app.Services.GetRequiredService<Waves>().ListAsync(default))
            throw new StartException("Survey__DataPath: the demo needs an empty folder");
        app.Lifetime.ApplicationStopped.Register(() => Directory.Delete(folder, recursive: true));

        await ActivatorUtilities
            .CreateInstance<DemoWaves>(app.Services)
            .FillAsync(
                PeopleModel.Load(SurveyApp.FolderOf(settings)),
                app.Lifetime.ApplicationStopping
            );
        return app;
    }
}
