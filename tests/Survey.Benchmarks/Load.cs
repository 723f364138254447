using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Survey.Benchmarks;

/// <summary>A closed-loop load of POSTs over plain sockets: the client must cost little, as it shares the processor
/// with the server it measures.</summary>
internal static class Load
{
    /// <param name="body">Makes the body of request n.</param>
    /// <returns>Answers of 201 per second over <paramref name="span"/>.</returns>
    public static async Task<double> RunAsync(
        int port,
        string path,
        Func<int, byte[]> body,
        int connections,
        TimeSpan span
    )
    {
        var next = 0;
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async _ =>
                {
                    using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
                    {
                        NoDelay = true,
                    };
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                    var buffer = new byte[4096];
                    var stored = 0;
                    while (clock.GetElapsedTime(start) < span)
                    {
                        await socket.SendAsync(
                            Request(path, body(Interlocked.Increment(ref next)))
                        );
                        if (await StatusAsync(socket, buffer) != 201)
                            throw new InvalidOperationException("The server did not answer 201.");
                        stored++;
                    }
                    return stored;
                })
        );
        return counts.Sum() / clock.GetElapsedTime(start).TotalSeconds;
    }

    public static byte[] Request(string path, byte[] body) =>
        [
            .. Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
            ),
            .. body,
        ];

    public static async Task<int> StatusAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new InvalidOperationException("The server closed the connection.");
            filled += read;
            var text = Encoding.ASCII.GetString(buffer, 0, filled);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && IsWhole(text, end + 4))
                return int.Parse(
                    text.AsSpan(9, 3),
                    System.Globalization.CultureInfo.InvariantCulture
                );
        }
    }

    private static bool IsWhole(string text, int headEnd)
    {
        const string Name = "content-length: ";
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return text.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        var digits = text.AsSpan(at + Name.Length);
        digits = digits[..digits.IndexOf('\r')];
        var length = int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return text.Length - headEnd >= length;
    }
}
