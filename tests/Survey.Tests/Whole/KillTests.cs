using System.Collections.Concurrent;
using System.Net;
using Survey.Ask;
using Survey.Simulator;
using Survey.Standalone.Demo;
using Survey.Tests.Ask;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Whole;

public sealed class KillTests
{
    /// <summary>As many as the suite has time for; <c>SURVEY_KILL_ROUNDS=100</c> for the full size.</summary>
    private static readonly int Rounds = FullSize.Of("SURVEY_KILL_ROUNDS", 2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_answered_201_is_there_once_after_SIGKILL(bool isOnAzurite)
    {
        await using var azurite = isOnAzurite ? await Azurite.StartAsync() : null;
        var settings = new Dictionary<string, string>();
        if (azurite is not null)
        {
            settings["AzureWebJobsStorage"] = azurite.Connection;
            settings["Survey__ChecksumKey"] = TestSettings.ChecksumKey;
        }
        var folder = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var instrument = Definitions.Load(folder).Instrument;
        var people = new People(instrument, PeopleModel.Load(folder), seed: 3, wave: 0);
        var wave = Shipped.Now.Id;
        await using var server = new Server("Survey.Functions", settings: settings);
        var stored = new ConcurrentDictionary<Guid, byte[]>();

        for (var round = 0; round < Rounds; round++)
        {
            await server.StartAsync();
            using var stop = new CancellationTokenSource();
            var load = Enumerable
                .Range(0, 16)
                .Select(student => LoadAsync(student, stop.Token))
                .ToArray();
            var before = stored.Count;
            while (stored.Count < before + 200)
                await Task.Delay(10);
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        await server.StartAsync();
        foreach (var (id, body) in stored)
            Assert.True(
                HttpStatusCode.OK == await PostAsync(body),
                $"Response {id} was acknowledged and is gone."
            );

        async Task LoadAsync(int student, CancellationToken cancel)
        {
            for (var number = student; !cancel.IsCancellationRequested; number += 16)
            {
                var id = Guid.NewGuid();
                var body = SentResponse.Write(id, wave, people.Answer(number));
                try
                {
                    if (await PostAsync(body) == HttpStatusCode.Created)
                        stored[id] = body;
                }
                catch (HttpRequestException)
                {
                    // Killed in between: this one was not acknowledged.
                    return;
                }
            }
        }

        async Task<HttpStatusCode> PostAsync(byte[] body)
        {
            using var answer = await Delivery.PostAsync(server.Client, body, default);
            return answer.StatusCode;
        }
    }
}
