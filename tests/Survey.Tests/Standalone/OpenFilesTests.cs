using System.Net;
using System.Net.Sockets;
using Survey.Simulator;
using Survey.Standalone;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class OpenFilesTests
{
    private static readonly Uri Health = new("/api/health", UriKind.Relative);

    [Fact]
    public async Task Too_many_connections_are_told_to_come_back_and_end_nothing()
    {
        const int allowed = OpenFiles.Reserved + 100;
        await using var server = new Server("Survey.Functions") { OpenFiles = allowed };
        await server.StartAsync();
        var idle = new List<TcpClient>();
        try
        {
            // Three quarters are served; a request past them is told when to come back.
            await ConnectAsync(idle, server.Port, 85);
            Assert.Equal(
                HttpStatusCode.ServiceUnavailable,
                await AskAsync(server, retryAfter: "2")
            );

            // Far more than the system would let it have.
            await ConnectAsync(idle, server.Port, allowed);
        }
        finally
        {
            idle.ForEach(one => one.Dispose());
        }

        while (await AskAsync(server) != HttpStatusCode.OK)
            await Task.Delay(50);
    }

    [Fact]
    public async Task Where_too_few_are_allowed_the_start_says_so_in_one_line()
    {
        await using var server = new Server("Survey.Functions") { OpenFiles = 300 };
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAsync());
        Assert.EndsWith(
            "The system lets this program open 300 files; it needs 450 (ulimit -n).\n",
            fault.Message
        );
    }

    private static async Task ConnectAsync(List<TcpClient> open, int port, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var client = new TcpClient();
            open.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, port);
        }
    }

    /// <summary>On a connection of its own. Null: it was closed at once.</summary>
    private static async Task<HttpStatusCode?> AskAsync(Server server, string? retryAfter = null)
    {
        using var client = new HttpClient { BaseAddress = server.Client.BaseAddress };
        try
        {
            using var answer = await client.GetAsync(Health);
            if (retryAfter is not null)
                Assert.Equal(retryAfter, answer.Headers.RetryAfter?.ToString());
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
