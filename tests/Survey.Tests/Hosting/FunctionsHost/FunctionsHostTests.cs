using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Survey.Http;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Http.FunctionsHost;

/// <summary>The published function app behind the Functions host's double, on Azurite.</summary>
[Collection(PublishedTests.Name)]
public sealed class FunctionsHostTests(PublishedApp app) : IAsyncLifetime
{
    private Azurite azurite = null!;
    private FunctionsHostDouble host = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        host = await StartHostAsync();
        client = new HttpClient { BaseAddress = host.Address };
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_wave_from_its_opening_to_its_release()
    {
        await host.FireAsync("RollWaves", isPastDue: true);
        using var survey = await SurveyAsync();
        var wave = survey.RootElement.GetProperty("wave").GetProperty("id").GetString();
        var instrument = survey.RootElement.GetProperty("instrument");
        var name = instrument.GetProperty("name").GetString();
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var id in ids)
            Assert.Equal(HttpStatusCode.Created, await SendAsync(id, wave, name));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(ids[0], wave, name));

        await KillAndStartAgainAsync();
        Assert.Equal(HttpStatusCode.OK, await SendAsync(ids[^1], wave, name));
        using var page = await client.GetAsync(new Uri("/pt", UriKind.Relative));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);

        using var close = await SendAsync(
            HttpMethod.Post,
            $"/api/waves/{wave}/close",
            FunctionsHostDouble.MasterKey
        );
        Assert.Equal(HttpStatusCode.Accepted, close.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, await SendAsync(Guid.NewGuid(), wave, name));
        await host.FireAsync("PublishReleases");
        using var file = await SendAsync(
            HttpMethod.Get,
            $"/api/releases/{wave}/estimates.csv",
            FunctionsHostDouble.FunctionKey
        );
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.StartsWith("wave,indicator,group_by,", await file.Content.ReadAsStringAsync());
        await host.FireAsync("EraseResponses");
        foreach (var id in ids)
            Assert.DoesNotContain($"{id}", host.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_stranger_reaches_no_timer()
    {
        string[] methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
        var before = host.Output;
        foreach (var timer in Timers())
        foreach (var path in Tricks(timer))
        foreach (var method in methods)
        {
            var answer = await RawHttp.SendAsync(
                host.Address,
                $"{method} {path} HTTP/1.1\nX-Azure-Functions-InvocationId: 0d5f\nX-Original-URL: /{timer}\n"
                    + $"X-Forwarded-For:\nX-HTTP-Method-Override: POST\nContent-Type: application/json",
                "{}"
            );
            Assert.DoesNotContain("\"ReturnValue\"", answer, StringComparison.Ordinal);
        }
        // A timer that ran would have written why it did or did not act.
        Assert.Equal(before, host.Output);
    }

    [Fact]
    public async Task A_stranger_reaches_nothing_that_asks_for_a_key()
    {
        await host.FireAsync("RollWaves");
        foreach (var route in new[] { "api/releases", "releases", "api/waves", "api/releases/x/y" })
        foreach (var path in Tricks(route))
        foreach (var method in new[] { "GET", "HEAD" })
        {
            var answer = await RawHttp.SendAsync(host.Address, $"{method} {path} HTTP/1.1");
            Assert.Matches("^HTTP/1.1 (401|404|400) ", answer);
        }
        // Nor does an analyst reach what is an admin's.
        foreach (var wave in new[] { "%2e%2e", "%252e%252e", "..", "." })
        {
            var answer = await RawHttp.SendAsync(
                host.Address,
                $"GET /api/releases/{wave}/waves HTTP/1.1\nx-functions-key: {FunctionsHostDouble.FunctionKey}"
            );
            Assert.Matches("^HTTP/1.1 (401|404) ", answer);
        }
    }

    private IEnumerable<string> Timers() =>
        FunctionFile
            .ReadAll(app.Folder)
            .Where(function => function.Value is TimerTrigger)
            .Select(function => function.Key);

    private static string[] Tricks(string path) =>
        [
            $"/{path}",
            $"/{path.ToUpperInvariant()}",
            $"/{path.ToLowerInvariant()}",
            $"//{path}",
            $"/{path}/",
            $"/%{(int)path[0]:x2}{path[1..]}",
            $"/%25{(int)path[0]:x2}{path[1..]}",
            $"/%2525{(int)path[0]:x2}{path[1..]}",
            $"/./{path}",
            $"/pt/../{path}",
            $"/pt/%2e%2e/{path}",
            $"/pt/%252e%252e/{path}",
            $"/%252e%252e/{path}",
            $"/pt/..%2f{path}",
            $"/pt/..%252f{path}",
            $"/pt/..%5c{path}",
            $"/pt/..%255c{path}",
            $"/{path}%20",
            $"/{path}%3f",
            $"/{path};x",
            $"/{path}%2523",
        ];

    private Task<FunctionsHostDouble> StartHostAsync() =>
        FunctionsHostDouble.StartAsync(
            app.Folder,
            new Dictionary<string, string> { ["AzureWebJobsStorage"] = azurite.Connection }
        );

    private async Task KillAndStartAgainAsync()
    {
        await host.DisposeAsync();
        client.Dispose();
        host = await StartHostAsync();
        client = new HttpClient { BaseAddress = host.Address };
    }

    /// <summary>The probe at start has seen that no wave was open, and that is remembered for two seconds.</summary>
    private async Task<JsonDocument> SurveyAsync()
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await client.GetAsync(new Uri("/api/survey", UriKind.Relative));
            if (answer.IsSuccessStatusCode || tries == 100)
                return JsonDocument.Parse(
                    await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()
                );
            await Task.Delay(100);
        }
    }

    private async Task<HttpStatusCode> SendAsync(Guid id, string? wave, string? instrument)
    {
        using var answer = await client.PostAsJsonAsync(
            "/api/responses",
            new
            {
                id,
                wave,
                instrument,
                answers = new { sex = "girl" },
            }
        );
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", key);
        return await client.SendAsync(request);
    }
}
