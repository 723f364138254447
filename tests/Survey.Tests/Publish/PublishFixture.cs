using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Collect;
using Survey.Tests.Http;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>The publishing stage over real storage in a folder of its own.</summary>
internal sealed class PublishFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteTables _tables;
    private readonly bool _isApproved;
    private readonly TimeProvider _time;
    private readonly ServiceProvider _services;

    /// <param name="isApproved">Nobody need approve a draft.</param>
    /// <param name="time">Null: the real clock.</param>
    /// <param name="store">Null: files in a folder of its own.</param>
    public PublishFixture(
        Definition? definition = null,
        Func<IBlobs, IBlobs>? around = null,
        bool isApproved = true,
        TimeProvider? time = null,
        (ITables Tables, IBlobs Blobs)? store = null
    )
    {
        _isApproved = isApproved;
        _time = time ?? TimeProvider.System;
        Definition = definition ?? Ask.Shipped.Definition;
        _tables = new SqliteTables(_folder.File("survey.db"));
        Tables = new UnreliableTables(store?.Tables ?? _tables);
        IBlobs blobs = store?.Blobs ?? new FileBlobs(_folder.File("blobs"));
        Blobs = around?.Invoke(blobs) ?? blobs;
        _services = Build(Definition);
    }

    public Definition Definition { get; }

    public IBlobs Blobs { get; }

    public UnreliableTables Tables { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IServiceProvider Services => _services;

    public Waves Waves => _services.GetRequiredService<Waves>();

    public Responses Responses => _services.GetRequiredService<Responses>();

    public Publisher Publisher => _services.GetRequiredService<Publisher>();

    /// <summary>The program as it would start with another definition on the same data.</summary>
    public Publisher PublisherWith(Definition other) =>
        Build(other).GetRequiredService<Publisher>();

    /// <summary>A closed wave with made-up responses.</summary>
    /// <param name="asked">The version that it asked; null: the fixture's definition.</param>
    /// <param name="who">Changes what a respondent who answered nothing answers; null: anybody answers anything.</param>
    public async Task CloseWaveAsync(
        string id,
        int responses,
        bool synthetic = false,
        Func<Answers, Answers>? who = null,
        int seed = 7,
        Definition? asked = null
    )
    {
        asked ??= Definition;
        await FillAsync(id, responses, seed, who, asked);
        await Responses.CloseAsync(id, default);
        await Waves.SaveAsync(
            new Wave(
                id,
                WaveState.Closed,
                DateTimeOffset.UnixEpoch,
                DateTimeOffset.UnixEpoch.AddDays(9),
                asked.Instrument.Name,
                asked.Instrument.Sha256,
                Synthetic: synthetic
            ),
            default
        );
    }

    /// <summary>Gives made-up responses to a wave, without a row of its own.</summary>
    public async Task FillAsync(
        string id,
        int responses,
        int seed,
        Func<Answers, Answers>? who = null,
        Definition? asked = null
    )
    {
        asked ??= Definition;
        await Responses.OpenAsync(id, default);
        var random = new Random(seed);
        var bytes = new byte[16];
        await Task.WhenAll(
            (
                who is null
                    ? MadeUpResponses.Draw(asked, responses, seed)
                    : Enumerable
                        .Range(0, responses)
                        .Select(_ => who(new Answers(asked.Instrument)).Encode())
            ).Select(answers =>
            {
                random.NextBytes(bytes);
                return Responses.KeepAsync(
                    id,
                    new Guid(bytes),
                    asked.Instrument.Name,
                    answers,
                    default
                );
            })
        );
    }

    /// <summary>The timer's run, so many days from now.</summary>
    public Task EraseAsync(int days)
    {
        var later = new FakeTimeProvider(_time.GetUtcNow().AddDays(days));
        Tables.Clock = later;
        return ActivatorUtilities
            .CreateInstance<EraseResponses>(
                _services,
                ActivatorUtilities.CreateInstance<SureTime>(_services, later),
                ActivatorUtilities.CreateInstance<WaveRules>(_services, later),
                ActivatorUtilities.CreateInstance<ErasingSteps>(_services, later)
            )
            .Run(new TimerInfo { IsPastDue = false }, default);
    }

    /// <summary>The timer's run.</summary>
    public Task PublishDueAsync() =>
        ActivatorUtilities
            .CreateInstance<PublishReleases>(_services)
            .Run(new TimerInfo { IsPastDue = false }, default);

    public string DataFile => _folder.File("survey.db");

    /// <summary>Every file that there is, by its path under the data folder.</summary>
    public Dictionary<string, byte[]> Disk =>
        Directory
            .EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(_folder.Path, path), Files.ReadShared);

    /// <summary>The files of all releases, as the folder holds them.</summary>
    public IEnumerable<string> Published =>
        Directory.Exists(_folder.File("blobs/releases"))
            ? Directory
                .EnumerateFiles(_folder.File("blobs/releases"))
                .Select(path => Path.GetFileName(path).Replace('+', '/'))
                .Order(StringComparer.Ordinal)
            : [];

    public async Task<byte[]> BlobAsync(string name)
    {
        await using var stream = await Blobs.OpenReadAsync("releases", name, 0, null, default);
        Assert.NotNull(stream);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Runs an HTTP function as the server would.</summary>
    public async Task<(HttpResponse Response, byte[] Body)> CallAsync<T>(
        Func<T, HttpRequest, Task<IResult>> run,
        string method = "GET",
        string path = "/",
        string query = "",
        string? json = null,
        params (string Name, string Value)[] values
    )
        where T : notnull => await CallAsync(_services, run, method, path, query, json, values);

    /// <summary>The same, by the program with another definition.</summary>
    public Task<(HttpResponse Response, byte[] Body)> CallWithAsync<T>(
        Definition other,
        Func<T, HttpRequest, Task<IResult>> run,
        string method,
        params (string Name, string Value)[] values
    )
        where T : notnull => CallAsync(Build(other), run, method, "/", "", json: null, values);

    private static async Task<(HttpResponse Response, byte[] Body)> CallAsync<T>(
        ServiceProvider services,
        Func<T, HttpRequest, Task<IResult>> run,
        string method,
        string path,
        string query,
        string? json,
        (string Name, string Value)[] values
    )
        where T : notnull
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        if (json is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        }
        foreach (var (name, value) in values)
            if (char.IsUpper(name[0]))
                context.Request.Headers[name] = value;
            else
                context.Request.RouteValues[name] = value;
        var body = new MemoryStream();
        context.Response.Body = body;
        var function = ActivatorUtilities.CreateInstance<T>(services);
        await (await run(function, context.Request)).ExecuteAsync(context);
        return (context.Response, body.ToArray());
    }

    public void Dispose()
    {
        _services.Dispose();
        _tables.Dispose();
        _folder.Dispose();
    }

    private ServiceProvider Build(Definition definition)
    {
        var settings = TestSettings.Read(
            ("Survey:PublishWithoutApproval", $"{_isApproved}"),
            ("Survey:PublicUrl", "https://survey.example.org")
        );
        var collection = new ServiceCollection();
        collection
            .AddLogging()
            .AddSingleton(definition)
            .AddSingleton(_time)
            .AddSingleton<ITables>(Tables)
            .AddSingleton(Blobs)
            .AddSingleton(settings)
            .AddSingleton(TestSettings.Checksum)
            .AddSingleton<TimerFailures>()
            .AddSingleton<TimerRuns>()
            .AddAsk()
            .AddCollect()
            .AddPublish();
        return collection.BuildServiceProvider();
    }
}
