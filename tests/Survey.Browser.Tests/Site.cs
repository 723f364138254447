using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Tests.Http;
using Survey.Tests.Publish;

namespace Survey.Browser.Tests;

/// <summary>The whole program in this process, as students and an admin meet it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TestProgram _program;

    private Site(TestProgram program) => _program = program;

    public string Address => _program.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>A client of the same address as the browser.</summary>
    public HttpClient Client => _program.Client;

    public Definition Definition => _program.Services.GetRequiredService<Definition>();

    /// <param name="dataPath">Null: a new folder, deleted at the end.</param>
    /// <param name="definition">Null: the survey that is shipped.</param>
    /// <param name="isApproved">Nobody need approve a draft.</param>
    /// <param name="perMinute">Submissions that an address may send; 0: any number.</param>
    public static async Task<Site> StartAsync(
        string? dataPath = null,
        Definition? definition = null,
        bool isApproved = true,
        int perMinute = 0
    )
    {
        var settings = new Dictionary<string, string?>
        {
            ["Survey:SubmissionsPerMinute"] = $"{perMinute}",
        };
        if (!isApproved)
            settings["Survey:PublishWithoutApproval"] = "false";
        if (dataPath is not null)
        {
            settings["Survey:DataPath"] = dataPath;
            // What another program kept there has checksums of the key that is kept with it.
            settings["Survey:ChecksumKey"] = null;
        }
        return new Site(
            await TestProgram.StartAsync(
                settings,
                services: services =>
                {
                    if (definition is not null)
                        services.AddSingleton(definition);
                }
            )
        );
    }

    /// <summary>Publishes the current wave with so many made-up responses, and gives its id.</summary>
    public async Task<string> PublishAsync(int responses)
    {
        var wave = await CloseAsync(responses);
        await UntilAsync(TestProgram.AnalystKey, $"api/releases/{wave}");
        return wave;
    }

    /// <summary>The same as a draft, where drafts need an approval.</summary>
    public async Task<string> DraftAsync(int responses)
    {
        var wave = await CloseAsync(responses);
        await UntilAsync(TestProgram.AdminKey, $"api/waves/{wave}/draft");
        return wave;
    }

    private async Task UntilAsync(string key, string path)
    {
        using var client = _program.WithKey(key);
        while ((await client.GetAsync(path)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50);
    }

    private async Task<string> CloseAsync(int responses)
    {
        var wave = Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        await MadeUpResponses.KeepAsync(_program.Services, wave, responses);
        await CloseWaveAsync();
        return wave;
    }

    /// <summary>What an analyst is answered at an address.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var analyst = _program.WithKey(TestProgram.AnalystKey);
        return await analyst.GetStringAsync(path);
    }

    /// <summary>Puts a published wave's results on the public page, and waits until it is there.</summary>
    public async Task ShowResultsAsync(string wave, object done)
    {
        using var admin = _program.WithKey(TestProgram.AdminKey);
        using var reply = await admin.PutAsJsonAsync(
            $"api/waves/{wave}/results",
            new { @public = true, done }
        );
        reply.EnsureSuccessStatusCode();
        while ((await admin.GetAsync("results")).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50);
    }

    /// <summary>Ends the current wave, as an admin does.</summary>
    public async Task CloseWaveAsync()
    {
        using var admin = _program.WithKey(TestProgram.AdminKey);
        var wave = Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        using var reply = await admin.PostAsync(
            new Uri($"api/waves/{wave}/close", UriKind.Relative),
            content: null
        );
        reply.EnsureSuccessStatusCode();
        while (await IsOpenAsync())
            await Task.Delay(50);
    }

    /// <summary>The answers stored so far, each as item ids and option ids: <c>sex=girl devices=smartphone,tv</c>.</summary>
    public async Task<string[]> StoredAsync()
    {
        var responses = _program.Services.GetRequiredService<Responses>();
        var wave = Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        var stored = new List<string>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var one in responses.ReadAsync(wave, shard, CancellationToken.None))
                stored.Add(InWords(one.Text));
        return [.. stored];
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private async Task<bool> IsOpenAsync()
    {
        using var reply = await _program.Client.GetAsync(new Uri("api/survey", UriKind.Relative));
        return reply.StatusCode == HttpStatusCode.OK;
    }

    private string InWords(string text)
    {
        var instrument = Definition.Instrument;
        var items = instrument.Items;
        var asked = new bool[items.Length];
        var marks = new ulong[items.Length];
        Answers.Decode(instrument, text, asked, marks);
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
