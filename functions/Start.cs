using Survey.Ask;
using Survey.Storage;

namespace Survey;

/// <summary>Runs a program from its building to its end.</summary>
internal static class Start
{
    /// <summary>The exit code: 0 only for a program that was asked to stop. The Functions host takes 0 for "done" and
    /// does not start it again.</summary>
    public static async Task<int> RunAsync(Func<Task<IHost>> build)
    {
        try
        {
            var host = await build();
            await using var _ = (IAsyncDisposable)host;
            // A fault in the survey's definition stops the start before anything listens.
            host.Services.GetRequiredService<Definition>();
            await host.StartAsync();
            await host.WaitForShutdownAsync();
            return host
                .Services.GetServices<IHostedService>()
                .OfType<BackgroundService>()
                .Any(service => service.ExecuteTask is { IsFaulted: true })
                ? 1
                : 0;
        }
        catch (Exception exception)
        {
            return await FailAsync(exception);
        }
    }

    /// <summary>Runs a command that says one line at its end.</summary>
    public static async Task<int> ActAsync(Func<Task<string>> act)
    {
        try
        {
            await Console.Out.WriteLineAsync(await act());
            return 0;
        }
        catch (Exception exception)
        {
            return await FailAsync(exception);
        }
    }

    private static async Task<int> FailAsync(Exception exception)
    {
        foreach (var line in Lines(exception))
            await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
        return 1;
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
