using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Storage;

namespace Survey.Tests.Collect;

/// <summary>One instance of the program's Collect stage over a real embedded store; <see cref="Another"/> is a second
/// instance on the same store.</summary>
internal sealed class CollectFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteTables _sqlite;
    private readonly ServiceProvider _services;
    private readonly Definition _definition;

    /// <param name="definition">Null: the games survey.</param>
    public CollectFixture(string now = "2026-11-15T12:00:00Z", Definition? definition = null)
    {
        _definition = definition ?? GamesSurvey.Definition;
        Time = new FakeTimeProvider(UtcTime.ParseIso(now)!.Value);
        _sqlite = new SqliteTables(File);
        Tables = new UnreliableTables(_sqlite);
        _services = Build(Tables, Time);
    }

    public string File => Path.Combine(_folder.Path, "responses.db");
    public FakeTimeProvider Time { get; }
    public UnreliableTables Tables { get; }

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    /// <param name="definition">Null: the same.</param>
    /// <param name="time">Null: the same.</param>
    public ServiceProvider Another(Definition? definition = null, TimeProvider? time = null) =>
        Build(_sqlite, time ?? Time, definition);

    private ServiceProvider Build(
        ITables tables,
        TimeProvider time,
        Definition? definition = null
    ) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(tables)
            .AddSingleton(time)
            .AddSingleton(definition ?? _definition)
            .AddSingleton(Settings)
            .AddSingleton(TestSettings.Checksum)
            .AddSingleton<SubmissionLimiter>()
            .AddSingleton<TimerRuns>()
            .AddAsk()
            .AddCollect()
            .BuildServiceProvider();

    private static readonly Settings Settings = TestSettings.Read(
        ("Survey:GraceMinutes", "5"),
        ("Survey:EraseAfterDays", "7"),
        ("Survey:PublishWithoutApproval", "true"),
        ("Survey:SubmissionsPerMinute", "4")
    );

    public void SetTime(string iso) => Time.SetUtcNow(UtcTime.ParseIso(iso)!.Value);

    public Task RollAsync() =>
        Get<RollWaves>().Run(new TimerInfo { IsPastDue = false }, CancellationToken.None);

    public Task EraseAsync() =>
        Get<EraseResponses>().Run(new TimerInfo { IsPastDue = false }, CancellationToken.None);

    public async Task<Wave> WaveAsync(string id) =>
        await Get<Waves>().GetAsync(id, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no wave {id}.");

    public async Task PublishAsync(string id)
    {
        var wave = await WaveAsync(id) with
        {
            State = WaveState.Published,
            Published = Time.GetUtcNow(),
            Revision = 1,
            Responses = 1,
        };
        if (!await Get<Waves>().SaveAsync(wave, CancellationToken.None))
            throw new InvalidOperationException("The wave was changed meanwhile.");
    }

    /// <summary>The answer a function gives, as a client sees it.</summary>
    public async Task<Reply> SendAsync(
        Func<HttpRequest, Task<IResult>> run,
        string? body = null,
        string? wave = null,
        Action<HttpRequest>? also = null
    )
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Response.Body = new MemoryStream();
        if (wave is not null)
            context.Request.RouteValues["wave"] = wave;
        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }
        also?.Invoke(context.Request);
        await (await run(context.Request)).ExecuteAsync(context);
        var bytes = ((MemoryStream)context.Response.Body).ToArray();
        return new Reply(
            context.Response.StatusCode,
            context.Response.Headers,
            Encoding.UTF8.GetString(bytes)
        );
    }

    public void Dispose()
    {
        _services.Dispose();
        _sqlite.Dispose();
        _folder.Dispose();
    }
}

internal sealed record Reply(int Status, IHeaderDictionary Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Names of what is faulty, in order.</summary>
    public string[] Faults =>
        [.. Json.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).Order()];
}
