using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Survey.Tests.Http;

public sealed class HttpFunctionsTests : IAsyncLifetime
{
    private TestProgram _program = null!;

    public async Task InitializeAsync() =>
        _program = await TestProgram.StartAsync(
            functions: TestFunctions.All,
            services: services => services.AddSingleton<Diary>()
        );

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/pt", 200)]
    [InlineData("GET", "/a/b", 200)]
    [InlineData("HEAD", "/", 200)]
    [InlineData("POST", "/", 404)]
    [InlineData("DELETE", "/a/b", 404)]
    [InlineData("GET", "/api/things/one", 200)]
    [InlineData("HEAD", "/api/things/one", 200)]
    [InlineData("GET", "/API/Things/one", 200)]
    [InlineData("POST", "/api/things/one", 401)]
    [InlineData("PUT", "/api/things/one", 405)]
    [InlineData("GET", "/api/things", 200)]
    [InlineData("GET", "/api", 200)]
    [InlineData("GET", "/api/secret", 401)]
    [InlineData("POST", "/api/secret", 405)]
    [InlineData("POST", "/Tick", 404)]
    [InlineData("POST", "/tick", 404)]
    [InlineData("OPTIONS", "/api/secret", 405)]
    [InlineData("TRACE", "/api/secret", 405)]
    public async Task Every_path_has_one_owner(string method, string path, int status)
    {
        using var answer = await SendAsync(_program.Client, method, path);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status >= 400)
            await AssertProblemAsync(answer, status);
    }

    [Fact]
    public async Task Another_method_is_told_which_there_are()
    {
        using var answer = await SendAsync(_program.Client, "PUT", "/api/things/one");
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("POST", "/api/things/one", TestProgram.AnalystKey, 200)]
    [InlineData("POST", "/api/things/one", TestProgram.AdminKey, 200)]
    [InlineData("POST", "/api/things/one", "wrong", 401)]
    [InlineData("POST", "/api/things/one", "", 401)]
    [InlineData("GET", "/api/secret", TestProgram.AnalystKey, 401)]
    [InlineData("GET", "/api/secret", TestProgram.AdminKey, 200)]
    public async Task A_key_opens_its_level(string method, string path, string key, int status)
    {
        using var inHeader = await SendAsync(_program.Client, method, path, key);
        Assert.Equal(status, (int)inHeader.StatusCode);
        using var inQuery = await SendAsync(_program.Client, method, $"{path}?code={key}");
        Assert.Equal(status, (int)inQuery.StatusCode);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413()
    {
        using var body = new ByteArrayContent(new byte[64 * 1024 + 1]);
        using var client = _program.WithKey(TestProgram.AnalystKey);
        using var answer = await client.PostAsync(new Uri("/api/things/x", UriKind.Relative), body);
        await AssertProblemAsync(answer, 413);
    }

    [Theory]
    [InlineData("unavailable", 503)]
    [InlineData("fails", 500)]
    public async Task An_exception_becomes_a_problem_without_its_words(string thing, int status)
    {
        using var answer = await SendAsync(_program.Client, "GET", $"/api/things/{thing}?planted");
        var problem = await AssertProblemAsync(answer, status);
        Assert.DoesNotContain("planted", problem, StringComparison.Ordinal);
        Assert.Equal(status == 503 ? "5" : null, answer.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task Half_an_answer_does_not_look_whole() =>
        await Assert.ThrowsAnyAsync<HttpRequestException>(() =>
            _program.Client.GetStringAsync(new Uri("/api/things/half", UriKind.Relative))
        );

    [Theory]
    [InlineData("/")]
    [InlineData("/api/things/one")]
    [InlineData("/api/things/fails")]
    [InlineData("/api/nothing")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var answer = await SendAsync(_program.Client, "GET", path);
        var headers = answer.Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.True(headers.CacheControl!.NoStore);
        Assert.False(headers.Contains("Set-Cookie"));
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task Forwarded_headers_mean_nothing_without_the_functions_host()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/things/address");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example");
        using var answer = await _program.Client.SendAsync(request);
        Assert.Equal(
            $"127.0.0.1 http {_program.Client.BaseAddress!.Authority}",
            await answer.Content.ReadAsStringAsync()
        );
    }

    internal static async Task<string> AssertProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        var text = await answer.Content.ReadAsStringAsync();
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.StartsWith(
            "urn:survey:problem:",
            problem.RootElement.GetProperty("type").GetString(),
            StringComparison.Ordinal
        );
        return text;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        string method,
        string path,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("x-functions-key", key);
        return await client.SendAsync(request);
    }
}
