using System.Text;
using Xunit;

namespace Survey.Tests.Collect;

/// <summary>What is refused before anything of it is read as a response.</summary>
public sealed partial class SubmitResponseTests
{
    [Theory]
    [InlineData("")]
    [InlineData("sex=girl")]
    [InlineData("{\"id\":")]
    [InlineData("{} {}")]
    [InlineData("{\"wave\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task What_is_not_json_is_refused(string body)
    {
        var reply = await SendAsync(body);
        Assert.Equal(400, reply.Status);
        Assert.Equal(
            "urn:survey:problem:invalid-response",
            reply.Json.GetProperty("type").GetString()
        );
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_not_json()
    {
        var bytes = Encoding.Latin1.GetBytes("{\"wave\":\"Olá\"}");
        var reply = await SendAsync("", request => request.Body = new MemoryStream(bytes));
        Assert.Equal(400, reply.Status);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("Application/JSON", 201)]
    [InlineData("text/plain", 415)]
    [InlineData("application/problem+json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("json", 415)]
    [InlineData(null, 415)]
    public async Task Only_json_is_taken(string? type, int status)
    {
        await _kit.RollAsync();
        var reply = await SendAsync(Body(), request => request.ContentType = type);
        Assert.Equal(status, reply.Status);
    }

    [Theory]
    [InlineData(0, true, 201)]
    [InlineData(0, false, 201)]
    [InlineData(1, true, 413)]
    [InlineData(1, false, 413)]
    [InlineData(1_000_000, true, 413)]
    [InlineData(1_000_000, false, 413)]
    public async Task At_most_16_KiB_are_taken_whether_announced_or_not(
        int over,
        bool announced,
        int status
    )
    {
        await _kit.RollAsync();
        var body = Body().PadRight(16 * 1024 + over);
        var reply = await SendAsync(
            body,
            request => request.ContentLength = announced ? body.Length : null
        );
        Assert.Equal(status, reply.Status);
    }
}
