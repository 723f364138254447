using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Survey.Http;
using Survey.Simulator;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class StopTests
{
    /// <summary>A real process and a real signal.</summary>
    [Fact]
    public async Task Who_is_still_sending_at_a_stop_is_told_to_send_again_and_nobody_is_waited_for_long()
    {
        await using var server = new Server("Survey.Functions");
        await server.StartAsync();
        using var half = new TcpClient("127.0.0.1", server.Port);
        using var chunked = new TcpClient("127.0.0.1", server.Port);
        await SendAsync(half, "Content-Length: 100\r\n\r\n{\"id\":");
        await SendAsync(chunked, "Transfer-Encoding: chunked\r\n\r\n6\r\n{\"id\":\r\n");
        var time = Stopwatch.StartNew();
        var stopped = server.StopAsync();
        foreach (var client in (TcpClient[])[half, chunked])
        {
            var answer = await ReadAsync(client);
            Assert.True(time.Elapsed > Stopping.Patience, answer);
            // Before anything is broken off.
            Assert.InRange(time.Elapsed, Stopping.Patience, Stopping.Longest);
            Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nRetry-After: 5\r\n", answer, StringComparison.Ordinal);
            Assert.Contains(Problems.Stopping.Type, answer, StringComparison.Ordinal);
        }
        await stopped;
        // As long again, for the process itself to end on a busy machine.
        Assert.InRange(time.Elapsed, Stopping.Patience, 2 * Stopping.Longest);
    }

    /// <summary>One answer; the connection is closed later.</summary>
    private static async Task<string> ReadAsync(TcpClient client)
    {
        var (answer, bytes) = ("", new byte[4096]);
        while (!answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal))
            answer += Encoding.UTF8.GetString(bytes, 0, await client.GetStream().ReadAsync(bytes));
        return answer;
    }

    private static async Task SendAsync(TcpClient client, string request) =>
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /api/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{request}"
                )
            );
}
