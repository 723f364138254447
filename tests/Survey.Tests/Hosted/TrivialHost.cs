using Survey.FunctionsHost;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>The tests' host before the trivial worker, as that was built with these tests.</summary>
public sealed class TrivialHost : IAsyncLifetime
{
    private static readonly string Tests = Path.Join(Repository.Root, "tests");

    /// <summary>The same bin/Debug/net10.0 as these tests'.</summary>
    private static readonly string Folder = Path.Join(
        Tests,
        "Survey.TrivialWorker",
        Path.GetRelativePath(Path.Join(Tests, "Survey.Tests"), AppContext.BaseDirectory)
    );

    public WorkerHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public static Task<WorkerHost> StartAsync() =>
        WorkerHost.StartAsync(Folder, new Dictionary<string, string>());

    public async Task InitializeAsync()
    {
        Host = await StartAsync();
        Client = new HttpClient { BaseAddress = Host.Address };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
