using System.Net.Sockets;
using System.Text;

namespace Survey.Tests.Hosting;

/// <summary>Sends a request as it is written, which a well-behaved client would first tidy up.</summary>
internal static class RawHttp
{
    /// <param name="head">Request line and headers, without Host, Connection and the empty line.</param>
    /// <returns>The whole answer.</returns>
    public static async Task<string> SendAsync(Uri address, string head, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var length = Encoding.UTF8.GetByteCount(body);
        var request =
            $"{head}\nHost: {address.Authority}\nConnection: close\nContent-Length: {length}\n\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ReplaceLineEndings("\r\n") + body));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
