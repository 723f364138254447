using System.Buffers.Text;

namespace Survey.Collect;

/// <summary><c>{"id":"..."}</c>, the id in its canonical form whatever the client wrote.</summary>
internal sealed class IdResult(Guid id, int status) : IResult
{
    private const int Length = 45;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = Length;
        response.Headers.CacheControl = "no-store";
        Write(response.BodyWriter.GetSpan(Length));
        response.BodyWriter.Advance(Length);
        await response.BodyWriter.FlushAsync();
    }

    private void Write(Span<byte> json)
    {
        "{\"id\":\""u8.CopyTo(json);
        Utf8Formatter.TryFormat(id, json[7..], out _);
        "\"}"u8.CopyTo(json[43..]);
    }
}

/// <summary>What is written, for those who read of it.</summary>
internal sealed record ResponseId(Guid Id);
