using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>What a broken or hostile client sends is the client's fault, and is not logged as ours.</summary>
public sealed class CrookedRequestsTests
{
    private const string Head =
        "POST /api/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF\r\n{}\r\n")]
    [InlineData("7FFFFFFFF\r\n{}\r\n")]
    [InlineData("none\r\n{}\r\n")]
    public async Task A_chunk_of_an_impossible_size_is_400(string body)
    {
        await using var program = await TestProgram.StartAsync();
        var answer = await SendAsync(program, $"{Head}Transfer-Encoding: chunked\r\n\r\n{body}");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Error", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408_and_to_be_sent_again()
    {
        await using var program = await TestProgram.StartAsync();
        var answer = await SendAsync(program, $"{Head}Content-Length: 100\r\n\r\n{{");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 5", answer, StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(TestProgram program, string request)
    {
        using var client = new TcpClient();
        var address = program.Client.BaseAddress!;
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            answer.AppendLine(line);
        return answer.ToString();
    }
}
