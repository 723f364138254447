using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Survey.Simulator;
using Survey.Standalone.Demo;
using Survey.Tests.Ask;
using Survey.Tests.Hosted;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Whole;

/// <summary>The program is killed at a write of closing and publishing that the store has done and the program not heard of,
/// and started again.</summary>
public sealed class KilledPublishingTests
{
    /// <summary>Every so-manyth write, a kill each; <c>SURVEY_PUBLISHING_STEP=1</c> for every one of them.</summary>
    private static readonly int Step = FullSize.Of("SURVEY_PUBLISHING_STEP", 25);

    [Fact]
    public async Task It_has_one_whole_release_whenever_it_was_killed()
    {
        var kills = 0;
        while (await PublishAsync(Step / 2 + kills * Step))
            kills++;
        Assert.InRange(kills, 1, 100);
    }

    /// <returns>False: all was published before so many writes were done.</returns>
    private static async Task<bool> PublishAsync(int writes)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var storage = await HeldReplies.StartAsync(azurite);
        await using (var killed = KeyedServer.Create(storage.Connection))
        {
            await killed.StartAsync();
            await AnswerAsync(killed);
            var reached = storage.HoldNextWrite(writes);
            var closing = killed.CloseAsync();
            var first = await Task.WhenAny(reached, PublishedAsync(killed));
            await killed.KillAsync();
            await Task.WhenAny(closing);
            if (first != reached)
                return false;
        }
        await using var again = KeyedServer.Create(azurite.Connection);
        await again.StartAsync("api/health");
        // What was killed before it had closed is closed now.
        Assert.True(await again.CloseAsync() is HttpStatusCode.Accepted or HttpStatusCode.Conflict);
        await PublishedAsync(again);
        using var release = JsonDocument.Parse(await ReadAsync(again, ""));
        Assert.Equal(1, release.RootElement.GetProperty("revision").GetInt32());
        Assert.Equal(10, release.RootElement.GetProperty("responses").GetInt32());
        var sums = Encoding.UTF8.GetString(await ReadAsync(again, "/sha256sums.txt"));
        foreach (var line in sums.TrimEnd().Split('\n'))
            Assert.Equal(
                line[..64],
                Convert.ToHexStringLower(
                    SHA256.HashData(await ReadAsync(again, $"/{line[64..].Trim()}"))
                )
            );
        return true;
    }

    private static async Task AnswerAsync(Server server)
    {
        var people = new People(Shipped.Instrument, PeopleModel.Load(Shipped.Folder), 5, wave: 0);
        for (var number = 0; number < 10; number++)
        {
            var body = SentResponse.Write(Guid.NewGuid(), Shipped.Now.Id, people.Answer(number));
            using var reply = await Delivery.PostAsync(server.Client, body, default);
            Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        }
    }

    /// <summary>Waits for the release; for good where the program dies before.</summary>
    private static async Task PublishedAsync(Server server)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            await Task.Delay(100);
            try
            {
                using var answer = await server.ReleaseAsync();
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(Timeout.Infinite);
            }
        }
        Assert.Fail("The release did not come.");
    }

    private static async Task<byte[]> ReadAsync(Server server, string file)
    {
        using var answer = await server.ReleaseAsync(file);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
