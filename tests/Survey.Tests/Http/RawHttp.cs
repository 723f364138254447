using System.Net.Sockets;
using System.Text;

namespace Survey.Tests.Http;

/// <summary>Sends a request as it is written, which a well-behaved client would first tidy up.</summary>
internal static class RawHttp
{
    /// <param name="head">Request line and headers, without Host, Connection and the empty line.</param>
    /// <returns>The answer, as far as it came.</returns>
    public static async Task<string> SendAsync(Uri address, string head, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var length = Encoding.UTF8.GetByteCount(body);
        var request =
            $"{head}\nHost: {address.Authority}\nConnection: close\nContent-Length: {length}\n\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ReplaceLineEndings("\r\n") + body));
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // Cut off; what came before it counts.
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
