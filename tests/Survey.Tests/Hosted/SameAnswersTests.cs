using System.Text;
using System.Text.RegularExpressions;
using Survey.Http;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>One program, two ways to run it: the same requests get the same status, headers and body.</summary>
[Collection(PublishedTests.Name)]
public sealed partial class SameAnswersTests(ProductOnAzurite on) : IClassFixture<ProductOnAzurite>
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Id = "0f4c2a9e-1111-4222-8333-944444444444";

    /// <summary>What the connection says, not the program.</summary>
    private static readonly string[] OfTheConnection =
    [
        "Date",
        "Transfer-Encoding",
        "Content-Length",
        "Connection",
        "Server",
    ];

    [Fact]
    public async Task The_same_requests_get_the_same_answers()
    {
        await using var alone = await TestProgram.StartAsync();
        var wave = on.Product.Wave;
        var requests = Requests(wave).ToArray();
        Assert.NotEmpty(requests);
        foreach (var request in requests)
        {
            var hosted = await SendAsync(on.Product.Client, request);
            Assert.Equal(await SendAsync(alone.Client, request), hosted);
        }
    }

    /// <summary>Whichever instance gave the cookie, and however it runs.</summary>
    [Fact]
    public async Task Who_signed_in_at_one_is_signed_in_at_the_other()
    {
        await using var alone = await TestProgram.StartAsync(
            new Dictionary<string, string?> { ["AzureWebJobsStorage"] = on.Connection }
        );
        foreach (
            var (there, here) in new[]
            {
                (alone.Client, on.Product.Client),
                (on.Product.Client, alone.Client),
            }
        )
        {
            var browser = new Browser(there.BaseAddress!);
            using var signedIn = await browser.SignInAsync(TestProgram.AnalystKey);
            Assert.Equal("/releases", signedIn.Headers.Location?.OriginalString);
            browser.MoveTo(here.BaseAddress!);
            Assert.Equal(200, await browser.StatusAsync("/releases"));
            Assert.Equal(401, await browser.StatusAsync("/api/waves"));
            Assert.Equal(403, await browser.StatusAsync("/sign-out", "no=token"));
            var token = await browser.TokenAsync("/sign-out");
            Assert.Equal(303, await browser.StatusAsync("/sign-out", token));
            Assert.Equal(401, await browser.StatusAsync("/releases"));
        }
    }

    [Fact]
    public async Task Every_function_opens_to_its_key_alone_in_both()
    {
        await using var alone = await TestProgram.StartAsync();
        foreach (var client in new[] { alone.Client, on.Product.Client })
        foreach (var function in Functions.OfProgram.Http)
        foreach (var (key, opens) in Keys(function.Key))
        {
            var path = "/" + HostRoutes.Fill(function.Route, "", "");
            var answer = await SendAsync(client, new(function.Methods[0], path, Key: key));
            Assert.True(
                opens != answer.Split('\n').Contains("401"),
                $"{function.Name} with {key ?? "no key"}: {answer}"
            );
        }
    }

    /// <summary>Each key there is, and none, with whether it opens a function that needs <paramref name="holder"/>'s.</summary>
    private static IEnumerable<(string? Key, bool Opens)> Keys(KeyHolder? holder) =>
        [
            (null, holder is null),
            ("wrong", holder is null),
            (ProductHost.AnalystKey, holder is null or KeyHolder.Analyst),
            (ProductHost.AdminKey, true),
        ];

    private static IEnumerable<Request> Requests(string wave)
    {
        foreach (
            var path in new[]
            {
                "/",
                "/pt",
                "/en/about",
                "/thanks",
                "/print/10-12",
                "/pt/quiz",
                "/nothing",
                "/api/nothing",
                "/api/survey",
                "/api/health",
                "/api/openapi.json",
            }
        )
        {
            yield return new("GET", path);
            yield return new("HEAD", path);
        }
        foreach (
            var (method, path) in new[]
            {
                ("GET", "/api/waves"),
                ("PUT", $"/api/waves/{wave}"),
                ("POST", $"/api/waves/{wave}/close"),
                ("POST", $"/api/waves/{wave}/revise"),
                ("POST", $"/api/waves/{wave}/approve"),
                ("POST", $"/api/waves/{wave}/hold"),
                ("POST", $"/api/waves/{wave}/withdraw"),
                ("GET", $"/api/waves/{wave}/draft"),
                ("GET", "/releases"),
                ("GET", $"/releases/{wave}"),
                ("GET", "/api/releases"),
                ("GET", $"/api/releases/{wave}"),
                ("GET", $"/api/releases/{wave}/estimates.csv"),
            }
        )
        {
            yield return new(method, path);
            yield return new(method, path, Key: "wrong");
            yield return new(method, $"{path}?code=wrong");
            if (!path.EndsWith("/close", StringComparison.Ordinal))
                yield return new(method, path, Key: ProductHost.AnalystKey);
        }
        foreach (
            var path in new[] { "/sign-in", "/sign-in?lang=en", "/sign-out", "/releases?lang=en" }
        )
            yield return new("GET", path, Accept: Browser.Accept);
        yield return new("GET", $"/releases?code={ProductHost.AnalystKey}", Accept: Browser.Accept);
        yield return new(
            "GET",
            $"/api/waves?code={ProductHost.AnalystKey}",
            Accept: Browser.Accept
        );
        yield return new("POST", "/sign-out", "form-token=x", Form, Accept: Browser.Accept);
        yield return new("POST", "/sign-in", "", Form, Accept: Browser.Accept);
        yield return new(
            "POST",
            "/sign-in",
            "key=wrong&to=/releases",
            Form,
            Accept: Browser.Accept
        );
        yield return new("POST", "/sign-in", $"key={ProductHost.AdminKey}&to=/api/waves", Form);
        yield return new("GET", "/api/waves", Key: ProductHost.AdminKey);
        yield return new("GET", $"/api/releases?code={ProductHost.AdminKey}");
        yield return new("POST", "/api/waves/1999-Q1/close", Key: ProductHost.AdminKey);
        yield return new("POST", $"/api/waves/{wave}/revise", Key: ProductHost.AdminKey);
        yield return new(
            "PUT",
            $"/api/waves/{wave}",
            """{"opens":1,"other":2}""",
            Json,
            ProductHost.AdminKey
        );
        var kept =
            $$$"""{"id":"{{{Id}}}","wave":"{{{wave}}}","instrument":"youth-online/2","answers":{"sex":"girl"}}""";
        foreach (
            var body in new[]
            {
                "",
                "{",
                "[]",
                "{}",
                kept,
                kept,
                kept.Replace("girl", "planted", StringComparison.Ordinal),
                kept.Replace("youth-online/2", "other/1", StringComparison.Ordinal),
                kept.Replace(Id, Guid.Empty.ToString(), StringComparison.Ordinal),
                new string(' ', 17 * 1024),
                new string(' ', 65 * 1024),
            }
        )
            yield return new("POST", "/api/responses", body, Json);
        yield return new("POST", "/api/responses", kept, "text/plain");
        yield return new(
            "POST",
            "/answers",
            $"id={Id}&wave={wave}&instrument=youth-online/2&sex=girl&go=send",
            Form
        );
        yield return new(
            "POST",
            "/answers",
            $"id={Id}&wave={wave}&instrument=other/1&sex=girl&go=send",
            Form
        );
        yield return new(
            "POST",
            "/answers",
            $"id={Id}&wave={wave}&instrument=youth-online/2&to=en",
            Form
        );
        yield return new("POST", "/answers", "planted", "text/plain");
        yield return new("POST", "/answers", new string('a', 17 * 1024), Form);
    }

    /// <summary>Status, headers and body as one text; ids that are made anew each time are left out of it.</summary>
    private static async Task<string> SendAsync(HttpClient client, Request request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.Add("Content-Type", request.Type);
        }
        if (request.Key is not null)
            message.Headers.Add("x-functions-key", request.Key);
        if (request.Accept is not null)
            message.Headers.Add("Accept", request.Accept);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = client.BaseAddress };
        using var answer = await visitor.SendAsync(message);
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => !OfTheConnection.Contains(header.Key))
            .Select(header =>
                $"{header.Key}: {Cookie().Replace(string.Join(", ", header.Value), "$1=;")}"
            )
            .Order(StringComparer.Ordinal);
        var body = await answer.Content.ReadAsStringAsync();
        return string.Join(
            '\n',
            [
                $"{request.Method} {request.Path}",
                $"{(int)answer.StatusCode}",
                .. headers,
                Uuid().Replace(body, "(an id)"),
            ]
        );
    }

    private sealed record Request(
        string Method,
        string Path,
        string? Body = null,
        string Type = "",
        string? Key = null,
        string? Accept = null
    );

    [GeneratedRegex(@"\b(survey-[a-z-]+)=[^;]+;")]
    private static partial Regex Cookie();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
