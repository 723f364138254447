using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Survey.Http;
using Survey.Standalone;
using Survey.Tests.Storage;

namespace Survey.Tests.Http;

/// <summary>The whole program in this process, on a free port, with a data folder of its own that goes with it.</summary>
public sealed class TestProgram : IAsyncDisposable
{
    public const string AnalystKey = "analyst-key-of-a-test-0123456789-abcdef";
    public const string AdminKey = "admin-key-of-a-test-0123456789-abcdef";

    public const string ChecksumKey = "the-checksum-key-of-a-test-0123456789";

    private readonly TemporaryFolder _folder;
    private readonly StringWriter _output;
    private readonly WebApplication _app;

    private TestProgram(TemporaryFolder folder, StringWriter output, WebApplication app)
    {
        _folder = folder;
        _output = output;
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>Without a key; see <see cref="WithKey"/>.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public string DataPath => _folder.Path;

    /// <summary>Everything written so far: the log and the addresses.</summary>
    public string Output => _output.ToString();

    /// <param name="settings">As <c>Survey:GraceMinutes</c>; on top of a data folder, two keys, an operator, no limit
    /// and no approvals.</param>
    /// <param name="time">Null: the real clock.</param>
    /// <param name="functions">Instead of the program's own.</param>
    public static async Task<TestProgram> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null,
        Action<IServiceCollection>? services = null,
        Functions? functions = null
    )
    {
        var folder = new TemporaryFolder();
        var output = new StringWriter();
        var environment = new Dictionary<string, string?>
        {
            ["Survey:DataPath"] = folder.Path,
            ["Survey:AnalystKey"] = AnalystKey,
            ["Survey:AdminKey"] = AdminKey,
            ["Survey:ChecksumKey"] = ChecksumKey,
            ["Survey:SubmissionsPerMinute"] = "0",
            ["Survey:OperatorName"] = "a test",
            ["Survey:OperatorContact"] = "test@example.org",
            ["Survey:PublishWithoutApproval"] = "true",
            ["urls"] = "http://127.0.0.1:0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
            environment[name] = value;
        var overrides = new HostOverrides
        {
            Environment = environment,
            Time = time ?? TimeProvider.System,
            Output = TextWriter.Synchronized(output),
            Functions = functions,
            Services = services,
        };
        var app = StandaloneProgram.Build([], overrides);
        await app.StartAsync();
        return new TestProgram(folder, output, app);
    }

    /// <summary>A client that sends the key with every request.</summary>
    public HttpClient WithKey(string key)
    {
        var client = new HttpClient { BaseAddress = Client.BaseAddress };
        client.DefaultRequestHeaders.Add("x-functions-key", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
