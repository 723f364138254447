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
        catch (StartException exception)
        {
            foreach (var fault in exception.Faults)
                await Console.Error.WriteLineAsync(OneLine(fault));
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(
                OneLine($"{exception.GetType().Name}: {exception.Message}")
            );
        }
        return 1;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
