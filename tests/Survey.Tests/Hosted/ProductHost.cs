using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Survey.FunctionsHost;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>The published function app under the tests' host.</summary>
internal sealed class ProductHost : IAsyncDisposable
{
    public const string AdminKey = TestProgram.AdminKey;
    public const string AnalystKey = TestProgram.AnalystKey;

    private string? _instrument;

    private ProductHost(WorkerHost host)
    {
        Host = host;
        Client = new HttpClient { BaseAddress = host.Address };
    }

    public WorkerHost Host { get; }

    public HttpClient Client { get; }

    /// <summary>The open wave; empty before it was opened.</summary>
    public string Wave { get; private set; } = "";

    /// <param name="folder">The published function app.</param>
    /// <param name="storage">A connection string.</param>
    /// <param name="submissionsPerMinute">From one network; 0: any number.</param>
    public static async Task<ProductHost> StartAsync(
        string folder,
        string storage,
        int submissionsPerMinute = 0
    ) =>
        new(
            await WorkerHost.StartAsync(
                folder,
                new Dictionary<string, string>
                {
                    ["AzureWebJobsStorage"] = storage,
                    ["Survey__AdminKey"] = AdminKey,
                    ["Survey__AnalystKey"] = AnalystKey,
                    ["Survey__ChecksumKey"] = TestSettings.ChecksumKey,
                    ["Survey__SubmissionsPerMinute"] = $"{submissionsPerMinute}",
                    ["Survey__OperatorName"] = "a test",
                    ["Survey__OperatorContact"] = "test@example.org",
                    ["Survey__PublishWithoutApproval"] = "true",
                }
            )
        );

    /// <summary>Opens the quarter's wave and waits until it is seen: that none is open is remembered for seconds.</summary>
    public async Task OpenWaveAsync()
    {
        HasRun(await Host.RunTimerAsync("RollWaves"));
        for (var tries = 0; ; tries++)
        {
            using var answer = await Client.GetAsync(new Uri("/api/survey", UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.NotFound && tries < 100)
            {
                await Task.Delay(100);
                continue;
            }
            answer.EnsureSuccessStatusCode();
            var survey = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Wave = survey.GetProperty("wave").GetProperty("id").GetString()!;
            _instrument = survey.GetProperty("instrument").GetProperty("name").GetString();
            return;
        }
    }

    public async Task<HttpStatusCode> SendAsync(Guid id)
    {
        var answers = new
        {
            sex = "girl",
            age = "10-12",
            region = "norte",
        };
        using var answer = await Client.PostAsJsonAsync(
            "/api/responses",
            new
            {
                id,
                wave = Wave,
                instrument = _instrument,
                answers,
            }
        );
        return answer.StatusCode;
    }

    /// <summary>As an admin sees them.</summary>
    public async Task<JsonElement[]> WavesAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/waves", AdminKey);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement[]>())!;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", key);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    public static void HasRun(Outcome outcome) => Assert.Equal(new Outcome(true, ""), outcome);
}
