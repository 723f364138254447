using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Collect;
using Survey.Tests.Storage;

namespace Survey.Tests.Publish;

/// <summary>The program's notices over a real embedded store, two analysts, one admin and a SendGrid on this machine.</summary>
internal sealed class NoticesFixture : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteTables _sqlite;
    private readonly List<ServiceProvider> _instances = [];
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Survey:SendGridKey"] = "SG.key-of-a-test",
        ["Survey:NoticeFrom"] = "survey@example.org",
        ["Survey:AnalystAddresses"] = "ana@example.org; bea@example.org",
        ["Survey:AdminAddresses"] = "rui@example.org",
        ["Survey:PublicUrl"] = "https://survey.example.org/",
    };

    private NoticesFixture(FakeSendGrid sendGrid)
    {
        SendGrid = sendGrid;
        _sqlite = new SqliteTables(_folder.File("survey.db"));
        Tables = new UnreliableTables(_sqlite);
    }

    public FakeSendGrid SendGrid { get; }

    public FakeTimeProvider Time { get; } = new(UtcTime.ParseIso("2026-11-24T12:00:00Z")!.Value);

    public UnreliableTables Tables { get; }

    public Definition Definition { get; set; } = GamesSurvey.Definition;

    public ConcurrentQueue<string> Lines { get; } = [];

    /// <param name="settings">Instead of those above; null takes one away.</param>
    public static async Task<NoticesFixture> StartAsync(
        params (string Name, string? Value)[] settings
    )
    {
        var fixture = new NoticesFixture(await FakeSendGrid.StartAsync());
        foreach (var (name, value) in settings)
            fixture._settings[name] = value;
        return fixture;
    }

    /// <summary>A part of another instance of the program, on the same store.</summary>
    public T Get<T>()
        where T : class
    {
        var instance = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(this))
            .AddSingleton<ITables>(Tables)
            .AddSingleton(TestSettings.Checksum)
            .AddSingleton<IBlobs>(new FileBlobs(_folder.File("blobs")))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Definition)
            .AddSingleton(
                Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build())
            )
            .AddSingleton<TimerFailures>()
            .AddSingleton<TimerRuns>()
            .AddAsk()
            .AddCollect()
            .AddPublish()
            .AddKeyedSingleton(
                NoticeServices.SendGrid,
                (_, _) => SendGrid.Client(TimeSpan.FromSeconds(2))
            )
            .BuildServiceProvider();
        _instances.Add(instance);
        return ActivatorUtilities.GetServiceOrCreateInstance<T>(instance);
    }

    public Task SendAsync() => Get<Notices>().SendAsync(CancellationToken.None);

    public Task SendAfterAsync(TimeSpan time)
    {
        Time.Advance(time);
        return SendAsync();
    }

    /// <summary>A wave whose release is out since now.</summary>
    public Task<bool> ReleaseAsync(string wave = "2026-Q3", bool isSynthetic = false) =>
        SaveAsync(
            new Wave(wave, WaveState.Published, Time.GetUtcNow(), Time.GetUtcNow(), "small/1")
            {
                Revision = 1,
                Published = Time.GetUtcNow(),
                Synthetic = isSynthetic,
            }
        );

    public Task<bool> SaveAsync(Wave wave) => Get<Waves>().SaveAsync(wave, CancellationToken.None);

    public async Task<IReadOnlyList<Entity>> RowsAsync() =>
        await _sqlite.QueryAsync("Notices", Definition.Id, CancellationToken.None).ToArrayAsync();

    /// <summary>States of the rows whose id begins so.</summary>
    public async Task<IEnumerable<string>> StatesAsync(string begin = "") =>
        from row in await RowsAsync()
        where row.RowKey.StartsWith(begin, StringComparison.Ordinal)
        select (string)row.Properties["state"];

    /// <summary>How many mails each person was sent, SendGrid's answer whatever.</summary>
    public IReadOnlyDictionary<string, int> MailsTo =>
        SendGrid.Mails.CountBy(mail => mail.To).ToDictionary();

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        await SendGrid.DisposeAsync();
        _sqlite.Dispose();
        _folder.Dispose();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    void IDisposable.Dispose() { }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");
}
