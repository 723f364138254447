using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Survey.Ask;
using Survey.Simulator;
using Survey.Standalone.Demo;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Whole;

public sealed class KillTests
{
    [Fact]
    public async Task A_response_answered_201_is_there_after_SIGKILL()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var instrument = Definitions.Load(folder).Instrument;
        var people = new People(instrument, PeopleModel.Load(folder), seed: 3, wave: 0);
        var wave = Shipped.Now.Id;
        await using var server = new Server("Survey.Functions");
        var stored = new ConcurrentDictionary<Guid, byte[]>();

        for (var round = 0; round < 3; round++)
        {
            await server.StartAsync();
            using var stop = new CancellationTokenSource();
            var load = Enumerable
                .Range(0, 16)
                .Select(student => LoadAsync(student, stop.Token))
                .ToArray();
            var before = stored.Count;
            while (stored.Count < before + 400)
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
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await server.Client.PostAsync(
                new Uri("api/responses", UriKind.Relative),
                content
            );
            return answer.StatusCode;
        }
    }
}
