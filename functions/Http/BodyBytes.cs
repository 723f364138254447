using System.Buffers;

namespace Survey.Http;

/// <summary>The bytes of a request's body, in memory: nothing of it ever touches a disk.</summary>
public static class BodyBytes
{
    /// <returns>Null: it has more than <paramref name="most"/>.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int most)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAtLeastAsync(
                most + 1,
                request.HttpContext.RequestAborted
            );
            var buffer = read.Buffer;
            if (!read.IsCanceled)
            {
                var bytes = buffer.Length > most ? null : buffer.ToArray();
                request.BodyReader.AdvanceTo(buffer.End);
                return bytes;
            }
            // A server that stops wakes whoever reads; what it has by then is no whole body, and the rest may come.
            request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
