namespace Survey.Standalone;

/// <summary>The program over an empty folder of its own, which goes when the program stops.</summary>
internal static class TemporaryProgram
{
    /// <summary>Not yet started.</summary>
    /// <param name="name">Part of the folder's name.</param>
    /// <param name="args">Win over what is set here; with another <c>Survey:DataPath</c> that folder stays.</param>
    /// <exception cref="StartException">A setting or an argument is wrong, or a store is named that lies elsewhere.</exception>
    public static WebApplication Build(string name, string[] args, HostOverrides overrides)
    {
        var folder = Directory.CreateTempSubdirectory($"survey-{name}-").FullName;
        var app = StandaloneProgram.Build(
            [$"--Survey:DataPath={folder}", .. args],
            // Its keys open nothing but what is made up.
            overrides with
            {
                IsTerminal = true,
            }
        );
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.StorageConnection is not null || settings.StorageAccount is not null)
            throw new StartException(
                $"AzureWebJobsStorage: the {name} keeps its data on this machine; leave it unset"
            );
        app.Lifetime.ApplicationStopped.Register(() => Directory.Delete(folder, recursive: true));
        return app;
    }
}
