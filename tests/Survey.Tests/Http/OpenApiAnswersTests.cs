using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Publish;
using Survey.Tests.Publish;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>A wave's life over HTTP, every answer held against the document by <see cref="DescribedAnswers"/>.</summary>
public sealed class OpenApiAnswersTests : IAsyncLifetime
{
    private TestProgram _program = null!;
    private JsonNode _document = null!;
    private DescribedAnswers _answers = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync(
            new Dictionary<string, string?> { ["Survey:SecurityContact"] = "security@example.org" }
        );
        _document = (await _program.Client.GetFromJsonAsync<JsonNode>("/api/openapi.json"))!;
        _answers = new DescribedAnswers(_document);
        _client = new HttpClient(_answers) { BaseAddress = _program.Client.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Real_answers_are_as_described()
    {
        var survey = await UntilAsync("/api/survey", _ => true);
        var wave = (string)survey["wave"]!["id"]!;
        var instrument = (string)survey["instrument"]!["name"]!;
        await KeysAreAskedForAsync(wave);

        var response = new
        {
            id = Guid.NewGuid(),
            wave,
            instrument,
            answers = new { sex = "girl" },
        };
        await SendAsync(201, "POST", "/api/responses", response);
        await SendAsync(200, "POST", "/api/responses", response);
        await SendAsync(400, "POST", "/api/responses", new { });
        await SendAsync(
            404,
            "POST",
            "/api/responses",
            new
            {
                id = Guid.NewGuid(),
                wave = "1999-Q1",
                instrument,
                response.answers,
            }
        );
        await SendAsync(
            409,
            "POST",
            "/api/responses",
            new
            {
                id = Guid.NewGuid(),
                wave,
                instrument = "other/1",
                response.answers,
            }
        );
        await SendAsync(413, "POST", "/api/responses", new { id = new string('x', 20_000) });
        using var form = new FormUrlEncodedContent([
            new("wave", wave),
            new("instrument", instrument),
            new("sex", "girl"),
            new("go", "send"),
        ]);
        using var stored = await _client.PostAsync("/answers", form);
        Assert.Equal(303, (int)stored.StatusCode);
        await SendAsync(200, "GET", "/.well-known/security.txt");
        foreach (var path in new[] { "/", "/pt", "/about", "/api/health", "/api/openapi.json" })
            await SendAsync(200, "GET", path);

        await SendAsync(200, "GET", "/sign-in");
        using var noKey = new FormUrlEncodedContent([new("key", "wrong")]);
        using var refused = await _client.PostAsync("/sign-in", noKey);
        Assert.Equal(401, (int)refused.StatusCode);
        using var key = new FormUrlEncodedContent([new("key", TestProgram.AnalystKey)]);
        using var signedIn = await _client.PostAsync("/sign-in", key);
        Assert.Equal(303, (int)signedIn.StatusCode);

        _client.DefaultRequestHeaders.Add("x-functions-key", TestProgram.AdminKey);
        await SendAsync(200, "GET", "/sign-out");
        await SendAsync(303, "POST", "/sign-out");
        await SendAsync(400, "PUT", $"/api/waves/{wave}", new { opens = 1 });
        await SendAsync(200, "PUT", $"/api/waves/{wave}", new { instrument });
        await SendAsync(404, "PUT", "/api/waves/1999-Q1", new { instrument });
        await SendAsync(200, "GET", "/api/waves");
        await SendAsync(200, "GET", $"/manage/waves/{wave}/paper/10-12");
        using var sheet = new FormUrlEncodedContent([
            new("id", $"{Guid.NewGuid()}"),
            new("instrument", instrument),
            new("sex", "1"),
        ]);
        using var typed = await _client.PostAsync($"/manage/waves/{wave}/paper/10-12", sheet);
        Assert.Equal(303, (int)typed.StatusCode);
        await SendAsync(404, "GET", $"/api/releases/{wave}");
        await SendAsync(404, "GET", $"/api/releases/{AllWaves.FileName}");
        await SendAsync(404, "GET", $"/releases/{wave}");
        await SendAsync(409, "POST", $"/api/waves/{wave}/revise");
        await SendAsync(404, "GET", "/results");
        await SendAsync(409, "PUT", $"/api/waves/{wave}/results", new { @public = true });
        await MadeUpResponses.KeepAsync(_program.Services, wave, 300);
        await SendAsync(409, "POST", $"/api/waves/{wave}/approve", new { draft = 1 });
        await SendAsync(409, "GET", $"/api/waves/{wave}/draft");
        await SendAsync(
            409,
            "POST",
            $"/api/waves/{wave}/withdraw",
            new { revision = 1, reason = "x" }
        );
        await SendAsync(202, "POST", $"/api/waves/{wave}/close");
        await SendAsync(409, "POST", $"/api/waves/{wave}/close");
        await SendAsync(
            410,
            "POST",
            "/api/responses",
            new
            {
                id = Guid.NewGuid(),
                wave,
                instrument,
                response.answers,
            }
        );

        var releases = await UntilAsync("/api/releases", list => list.AsArray().Count > 0);
        var file = $"/api/releases/{wave}/{releases[0]!["files"]![0]!["name"]}";
        await SendAsync(200, "GET", $"/api/releases/{wave}");
        await SendAsync(200, "GET", file);
        await SendAsync(206, "GET", file, range: "bytes=0-3");
        await SendAsync(416, "GET", file, range: "bytes=99999999-");
        await SendAsync(404, "GET", file + "x");
        await SendAsync(201, "POST", $"/api/waves/{wave}/revise");
        await SendAsync(200, "GET", $"/api/releases/{AllWaves.FileName}");
        var results = $"/api/waves/{wave}/results";
        await SendAsync(400, "PUT", results, new { done = 1 });
        await SendAsync(404, "PUT", "/api/waves/1999-Q1/results", new { @public = false });
        await SendAsync(
            200,
            "PUT",
            results,
            new { @public = true, done = new { pt = "Feito.", en = "Done." } }
        );
        while ((await _client.GetAsync($"/results/{wave}")).StatusCode != HttpStatusCode.OK)
            await Task.Delay(100);
        await SendAsync(200, "GET", "/results");
        await SendAsync(200, "GET", "/releases");
        await SendAsync(200, "GET", $"/releases/{wave}");
        var indicator = _program
            .Services.GetRequiredService<Definition>()
            .Reporting.Indicators[0]
            .Id;
        foreach (var page in new[] { $"/releases/{wave}/{indicator}", $"/indicators/{indicator}" })
        {
            await SendAsync(200, "GET", page);
            await SendAsync(404, "GET", $"{page}/nothing");
        }
        await SendAsync(200, "GET", $"/releases/{wave}/{indicator}/table.csv");
        await SendAsync(200, "GET", $"/indicators/{indicator}/series.svg");
        await SendAsync(200, "GET", "/explore");
        await SendAsync(400, "GET", "/explore?wave=1999-Q1");
        await SendAsync(200, "GET", "/explore/table.csv");
        await SendAsync(404, "GET", "/explore/nothing");
        await DecideAsync(wave, file);
        foreach (
            var page in new[]
            {
                "",
                "/record",
                $"/waves/{wave}",
                $"/waves/{wave}/kit/poster",
                "/preview/2/pt",
                "/preview/2/pt/10-12",
                "/difference/1",
            }
        )
            await SendAsync(200, "GET", $"/manage{page}");
        await SendAsync(410, "GET", $"/manage/waves/{wave}/paper/10-12");
        await SendAsync(400, "POST", $"/manage/waves/{wave}/paper/10-12");
        await SendAsync(404, "GET", $"/manage/waves/{wave}/draft");
        await SendAsync(400, "POST", $"/manage/waves/{wave}");
        using var action = new FormUrlEncodedContent([new("do", "close"), new("seen", "0")]);
        using var asked = await _client.PostAsync($"/manage/waves/{wave}", action);
        Assert.Equal(200, (int)asked.StatusCode);

        // Who adds a function adds a line above.
        Assert.Equal(
            _document["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject())
                .Select(operation => (string)operation.Value!["operationId"]!)
                .Order(),
            _answers.Answered.Order()
        );
    }

    /// <summary>A draft as there would be without <c>PublishWithoutApproval</c>.</summary>
    private async Task DecideAsync(string wave, string file)
    {
        var waves = _program.Services.GetRequiredService<Waves>();
        var row = (await waves.GetAsync(wave, CancellationToken.None))!;
        var draft = new Draft(row.Revision, row.Published!.Value, WhyHeld: "before");
        Assert.True(
            await waves.SaveAsync(
                row with
                {
                    Draft = draft,
                    Revision = row.Revision - 1,
                },
                CancellationToken.None
            )
        );
        await SendAsync(200, "GET", $"/api/waves/{wave}/draft");
        await SendAsync(200, "GET", $"/api/waves/{wave}/draft/quality.csv");
        await SendAsync(404, "GET", $"/api/waves/{wave}/draft/nothing");
        await SendAsync(200, "GET", $"/manage/waves/{wave}/draft");
        await SendAsync(
            200,
            "POST",
            $"/api/waves/{wave}/hold",
            new { draft = draft.Revision, reason = "why" }
        );
        await SendAsync(400, "POST", $"/api/waves/{wave}/hold", new { draft = draft.Revision });
        await SendAsync(409, "POST", $"/api/waves/{wave}/approve", new { draft = 9 });
        await SendAsync(404, "POST", "/api/waves/1999-Q1/approve", new { draft = 1 });
        await SendAsync(200, "POST", $"/api/waves/{wave}/approve", new { draft = draft.Revision });
        await SendAsync(
            200,
            "POST",
            $"/api/waves/{wave}/withdraw",
            new { revision = draft.Revision, reason = "wrong" }
        );
        await SendAsync(410, "GET", $"/api/releases/{wave}");
        await SendAsync(410, "GET", file);
        await SendAsync(410, "GET", $"/releases/{wave}");
    }

    private async Task KeysAreAskedForAsync(string wave)
    {
        foreach (var (path, methods) in _document["paths"]!.AsObject())
        foreach (var (method, operation) in methods!.AsObject())
        {
            var address = path.Replace("{wave}", wave, StringComparison.Ordinal)
                .Replace("{", "", StringComparison.Ordinal)
                .Replace("}", "", StringComparison.Ordinal);
            // It asks for the key itself.
            if (address == "/sign-in")
                continue;
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var reply = await _client.SendAsync(request);
            Assert.Equal(operation!["security"]!.AsArray().Count > 0, (int)reply.StatusCode == 401);
        }
    }

    /// <summary>Asks until what was begun in the background is there.</summary>
    private async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> isThere)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            using var reply = await _client.GetAsync(path);
            if (reply.IsSuccessStatusCode)
            {
                var there = (await reply.Content.ReadFromJsonAsync<JsonNode>())!;
                if (isThere(there))
                    return there;
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"{path} did not come to hold what it should.");
    }

    private async Task SendAsync(
        int status,
        string method,
        string path,
        object? body = null,
        string? range = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (range is not null)
            request.Headers.TryAddWithoutValidation("Range", range);
        using var reply = await _client.SendAsync(request);
        Assert.True(status == (int)reply.StatusCode, $"{method} {path}: {reply.StatusCode}");
    }
}
