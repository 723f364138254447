using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>Pages of other sites cannot send in a student's name.</summary>
public sealed class CrossSiteTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Origin", "https://elsewhere.example", false)]
    [InlineData("Origin", "null", true)]
    [InlineData("User-Agent", "a program", true)]
    public async Task A_request_is_taken_by_where_it_comes_from(
        string header,
        string value,
        bool isTaken
    )
    {
        await using var program = await TestProgram.StartAsync();
        foreach (var path in new[] { "api/responses", "answers" })
        {
            using var request = Post(path);
            request.Headers.Add(header, value);
            using var answer = await program.Client.SendAsync(request);
            Assert.Equal(!isTaken, answer.StatusCode == HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Our_own_origin_is_taken_from_an_old_browser()
    {
        await using var program = await TestProgram.StartAsync();
        using var request = Post("api/responses");
        request.Headers.Add(
            "Origin",
            program.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)
        );
        using var answer = await program.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static HttpRequestMessage Post(string path) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(new { }) };
}
