using System.Collections.Concurrent;
using System.Net;
using Survey.Collect;
using Survey.Simulator;
using Survey.Standalone.Demo;
using Survey.Storage;
using Survey.Tests.Ask;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Whole;

/// <summary>A wave that is closed while students send: 201 and counted, or 410. The program is killed in the midst of every
/// second closing, started again and told to close again.</summary>
public sealed class ClosingTests
{
    /// <summary>As many as the suite has time for; <c>SURVEY_CLOSING_ROUNDS=20</c> for the full size.</summary>
    private static readonly int Rounds = FullSize.Of("SURVEY_CLOSING_ROUNDS", 2);

    private static readonly string Wave = Shipped.Now.Id;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_acknowledged_is_counted_and_nothing_else(bool isOnAzurite)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var azurite = isOnAzurite ? await Azurite.StartAsync() : null;
            await using var server = KeyedServer.Create(azurite?.Connection);
            await server.StartAsync();
            var (acknowledged, unclear) = await CloseUnderLoadAsync(server, round % 2 == 1, round);
            await server.KillAsync();

            var kept = await CountAsync(server, azurite);
            Assert.InRange(kept, acknowledged, acknowledged + unclear);
        }
    }

    /// <returns>How many were told 201, and how many were told nothing because the program died.</returns>
    private static async Task<(int Acknowledged, int Unclear)> CloseUnderLoadAsync(
        Server server,
        bool isKilled,
        int seed
    )
    {
        var people = new People(
            Shipped.Instrument,
            PeopleModel.Load(Shipped.Folder),
            seed,
            wave: 0
        );
        var acknowledged = 0;
        var unclear = new ConcurrentDictionary<Guid, bool>();
        var load = Enumerable.Range(0, 16).Select(SendUntilClosedAsync).ToArray();
        while (Volatile.Read(ref acknowledged) < 100)
            await Task.Delay(10);
        var closing = server.CloseAsync();
        if (isKilled)
        {
            await Task.Delay(new Random(seed).Next(30));
            await server.KillAsync();
            await Task.WhenAny(closing);
            // It may have closed the wave before it died, and then has no survey to show.
            await server.StartAsync("api/health");
            closing = server.CloseAsync();
        }
        Assert.True(await closing is HttpStatusCode.Accepted or HttpStatusCode.Conflict);
        await Task.WhenAll(load);
        return (acknowledged, unclear.Count);

        async Task SendUntilClosedAsync(int student)
        {
            for (var number = student; ; number += 16)
            {
                var id = Guid.NewGuid();
                var body = SentResponse.Write(id, Wave, people.Answer(number));
                switch (await PostAsync(server, body))
                {
                    case HttpStatusCode.Created:
                        Interlocked.Increment(ref acknowledged);
                        break;
                    case HttpStatusCode.Gone:
                        return;
                    case null:
                        unclear[id] = true;
                        await Task.Delay(100);
                        break;
                    case var other:
                        Assert.Fail($"{other}");
                        break;
                }
            }
        }
    }

    /// <returns>Null: the program died.</returns>
    private static async Task<HttpStatusCode?> PostAsync(Server server, byte[] body)
    {
        try
        {
            using var answer = await Delivery.PostAsync(server.Client, body, default);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<long> CountAsync(Server server, Azurite? azurite)
    {
        ITables tables = azurite is null
            ? new SqliteTables(Path.Combine(server.Folder, "survey.db"))
            : new AzureTables(azurite.Clients.Tables);
        using var _ = tables as IDisposable;
        return await new Responses(tables, TestSettings.Checksum).CountAsync(Wave, default);
    }
}
