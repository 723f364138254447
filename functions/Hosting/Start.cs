using Survey.Storage;

namespace Survey.Hosting;

/// <summary>Runs a program from its building to its end.</summary>
internal static class Start
{
    /// <summary>The exit code: 0 only for a program that was asked to stop. The Functions host takes 0 for "done" and
    /// does not start it again.</summary>
    public static async Task<int> RunAsync(Func<Task<WebApplication>> build)
    {
        try
        {
            await using var app = await build();
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return app
                .Services.GetServices<IHostedService>()
                .OfType<BackgroundService>()
                .Any(service => service.ExecuteTask is { IsFaulted: true })
                ? 1
                : 0;
        }
        catch (Exception exception)
        {
            foreach (var line in Lines(exception))
                await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
            return 1;
        }
    }

    /// <summary>Nobody has sent anything yet, so an exception's words are safe here.</summary>
    private static IReadOnlyList<string> Lines(Exception exception) =>
        exception switch
        {
            StartException start => start.Faults,
            // Kestrel's words name the address, the store's the setting.
            StorageUnavailableException or IOException => [exception.Message],
            _ => [$"{exception.GetType().Name}: {exception.Message}"],
        };
}
