using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Survey.Collect;
using Survey.Simulator;
using Survey.Storage;
using Survey.Tests.Ask;
using Survey.Tests.Storage;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Whole;

public sealed class TwoInstancesTests
{
    /// <summary>As many as the suite has time for; <c>SURVEY_RESPONSES=20000</c> for the full size.</summary>
    private static readonly int Students = FullSize.Of("SURVEY_RESPONSES", 300);

    [Fact]
    public async Task On_one_storage_keep_every_response_once_and_publish_one_release()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var first = KeyedServer.Create(azurite.Connection);
        await using var second = KeyedServer.Create(azurite.Connection);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());

        var ends = await Classroom.RunAsync(Plan([first, second]), () => { }, default);

        Assert.Equal(0, ends.Failed);
        Assert.Equal(Students, ends.Stored);
        Assert.InRange(ends.Known, Students / 20, Students / 5);
        var wave = Shipped.Now.Id;
        Assert.Equal(Students, await RowsAsync(azurite, wave));

        var closed = await Task.WhenAll(first.CloseAsync(), second.CloseAsync());
        Assert.Contains(HttpStatusCode.Accepted, closed);
        Assert.All(
            closed,
            status => Assert.True(status is HttpStatusCode.Accepted or HttpStatusCode.Conflict)
        );
        var releases = await Task.WhenAll(ReleaseAsync(first), ReleaseAsync(second));
        Assert.Equal(releases[0].GetRawText(), releases[1].GetRawText());
        Assert.Equal(1, releases[0].GetProperty("revision").GetInt32());
        Assert.Equal(
            5 * Math.Round(Students / 5.0),
            releases[0].GetProperty("responses").GetInt32()
        );
    }

    [Fact]
    public async Task Storage_that_goes_away_and_comes_back_loses_and_doubles_nothing()
    {
        using var folder = new TemporaryFolder();
        var azurite = await Azurite.StartAsync(folder.Path);
        await using var server = KeyedServer.Create(azurite.Connection);
        await server.StartAsync();
        var count = 0;
        var load = Classroom.RunAsync(
            Plan([server]),
            () => Interlocked.Increment(ref count),
            default
        );
        while (Volatile.Read(ref count) < Students / 2)
            await Task.Delay(20);
        await azurite.DisposeAsync();
        using (var refused = await server.Client.GetAsync(new Uri("api/health", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await Task.Delay(1000);
        await using var again = await Azurite.StartAsync(
            folder.Path,
            azurite.BlobPort,
            azurite.TablePort
        );

        var ends = await load;
        Assert.Equal(0, ends.Failed);
        Assert.True(ends.Retries > 0);
        Assert.Equal(Students, await RowsAsync(again, Shipped.Now.Id));
    }

    private static Plan Plan(Server[] servers) =>
        new(
            [.. servers.Select(server => server.Client.BaseAddress!)],
            Students,
            Seed: 11,
            Concurrency: 24,
            Twice: 0.1,
            TimeSpan.FromMinutes(3),
            Save: null
        );

    private static async Task<int> RowsAsync(Azurite azurite, string wave)
    {
        var responses = new Responses(
            new AzureTables(azurite.Clients.Tables),
            TestSettings.Checksum
        );
        var rows = 0;
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var _ in responses.ReadAsync(wave, shard, default))
                rows++;
        return rows;
    }

    private static async Task<JsonElement> ReleaseAsync(Server server)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await server.ReleaseAsync();
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(tries < 600, "The release did not come.");
            await Task.Delay(200);
        }
    }
}
