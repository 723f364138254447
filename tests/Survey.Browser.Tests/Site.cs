using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Standalone;

namespace Survey.Browser.Tests;

/// <summary>The whole program in this process, with a store of its own that goes with it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string AdminKey = "admin-key-of-a-test";

    private readonly WebApplication _app;
    private readonly bool _keepsData;

    private Site(WebApplication app, string dataPath, bool keepsData)
    {
        this._app = app;
        this._keepsData = keepsData;
        DataPath = dataPath;
        Address = app.Urls.First();
    }

    public string Address { get; }

    public string DataPath { get; }

    public Definition Definition => _app.Services.GetRequiredService<Definition>();

    public Instrument Instrument => Definition.Instrument;

    /// <param name="dataPath">Null: a new folder, deleted at the end.</param>
    /// <param name="isOpen">Waits until the current wave takes answers.</param>
    public static async Task<Site> StartAsync(
        string? dataPath = null,
        int port = 0,
        bool isOpen = true
    )
    {
        var path = dataPath ?? Directory.CreateTempSubdirectory("survey-browser-").FullName;
        var overrides = new HostOverrides
        {
            Environment = new Dictionary<string, string?>
            {
                ["Survey:DataPath"] = path,
                ["Survey:AdminKey"] = AdminKey,
                ["Survey:SubmissionsPerMinute"] = "0",
                ["urls"] = $"http://{IPAddress.Loopback}:{port}",
            },
            Output = TextWriter.Null,
        };
        var app = StandaloneProgram.Build([], overrides);
        await app.StartAsync();
        var site = new Site(app, path, dataPath is not null);
        while (isOpen && !await site.IsOpenAsync())
            await Task.Delay(50);
        return site;
    }

    /// <summary>Ends the current wave, as an admin does.</summary>
    public async Task CloseWaveAsync()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-functions-key", AdminKey);
        var wave = Quarter.Of(DateTimeOffset.UtcNow).Id;
        using var reply = await client.PostAsync(
            new Uri($"{Address}/api/waves/{wave}/close"),
            content: null
        );
        reply.EnsureSuccessStatusCode();
        while (await IsOpenAsync())
            await Task.Delay(50);
    }

    /// <summary>The answers stored so far, each as item ids and option ids: <c>sex=girl devices=smartphone,tv</c>.</summary>
    public async Task<string[]> StoredAsync()
    {
        var responses = _app.Services.GetRequiredService<Responses>();
        var wave = Quarter.Of(DateTimeOffset.UtcNow).Id;
        var stored = new List<string>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var one in responses.ReadAsync(wave, shard, CancellationToken.None))
                stored.Add(InWords(one.Text));
        return [.. stored];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_keepsData)
            Directory.Delete(DataPath, recursive: true);
    }

    private async Task<bool> IsOpenAsync()
    {
        using var client = new HttpClient();
        using var reply = await client.GetAsync(new Uri($"{Address}/api/survey"));
        return reply.StatusCode == HttpStatusCode.OK;
    }

    private string InWords(string text)
    {
        var items = Instrument.Items;
        var asked = new bool[items.Length];
        var marks = new ulong[items.Length];
        Answers.Decode(Instrument, text, asked, marks);
        return string.Join(
            ' ',
            items
                .Select(
                    (item, place) =>
                        (item.Id, Options: Marked(item.Options, marks[place]).ToArray())
                )
                .Where(answer => answer.Options.Length > 0)
                .Select(answer => $"{answer.Id}={string.Join(',', answer.Options)}")
        );
    }

    private static IEnumerable<string> Marked(ImmutableArray<Option> options, ulong marks) =>
        options.Where((_, bit) => (marks >> bit & 1) != 0).Select(option => option.Id);
}
