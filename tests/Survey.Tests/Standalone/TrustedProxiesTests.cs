using System.Net;
using System.Net.Http.Json;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Standalone;

/// <summary>Behind a proxy that ends TLS the program learns from it who asks and how, and takes nobody else's word.</summary>
public sealed class TrustedProxiesTests
{
    [Fact]
    public async Task A_trusted_proxy_tells_the_senders_apart_and_that_it_is_https()
    {
        await using var program = await StartAsync("127.0.0.0/8");
        var first = await SendAsync(program, "192.0.2.1");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, first.Status);
        Assert.True(first.HasHsts);
        var again = await SendAsync(program, "192.0.2.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, again.Status);
        var other = await SendAsync(program, "192.0.2.2");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, other.Status);
    }

    [Fact]
    public async Task Anybody_elses_word_is_not_taken()
    {
        await using var program = await StartAsync("192.0.2.9");
        var first = await SendAsync(program, "192.0.2.1");
        Assert.False(first.HasHsts);
        var other = await SendAsync(program, "192.0.2.2");
        Assert.Equal(HttpStatusCode.TooManyRequests, other.Status);
    }

    private static Task<TestProgram> StartAsync(string proxies) =>
        TestProgram.StartAsync(
            new Dictionary<string, string?>
            {
                ["Survey:TrustedProxies"] = proxies,
                ["Survey:SubmissionsPerMinute"] = "2",
            }
        );

    private static async Task<(HttpStatusCode Status, bool HasHsts)> SendAsync(
        TestProgram program,
        string from
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/responses");
        request.Content = JsonContent.Create(new { });
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await program.Client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Contains("Strict-Transport-Security"));
    }
}
