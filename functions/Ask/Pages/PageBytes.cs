using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Survey.Ask.Pages;

/// <summary>Bytes that are sent often: compressed at their first use, then kept.</summary>
/// <param name="cacheControl">What a browser may keep. Unless it keeps nothing, replies carry an ETag.</param>
public sealed class PageBytes(byte[] head, string type, string cacheControl)
{
    public const string NoStore = "no-store";

    private readonly Lazy<byte[]> _brotli = new(() => Compression.BrotliHead(head));
    private readonly Lazy<byte[]> _gzip = new(() => Compression.GzipHead(head));
    private readonly Lazy<uint> _sum = new(() => Compression.Crc32(0, head));
    private readonly string? _etag =
        cacheControl == NoStore
            ? null
            : $"\"{Convert.ToHexStringLower(SHA256.HashData(head).AsSpan(0, 12))}\"";

    /// <summary>A reply with these bytes and, behind them, a tail of its own; a reply with an ETag has no tail.</summary>
    public IResult Reply(int status = StatusCodes.Status200OK, byte[]? tail = null) =>
        new Result(this, status, tail ?? []);

    private (string? Encoding, byte[] Head, byte[] Tail) Encode(HttpRequest request, byte[] tail)
    {
        if (Accepts(request, "br"))
            return ("br", _brotli.Value, Compression.BrotliTail(tail));
        if (Accepts(request, "gzip"))
            return ("gzip", _gzip.Value, Compression.GzipTail(_sum.Value, head.Length, tail));
        return (null, head, tail);
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one =>
            one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0
        );

    private sealed class Result(PageBytes bytes, int status, byte[] tail) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            response.Headers.CacheControl = bytes.CacheControl;
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (bytes._etag is not null)
            {
                response.Headers.ETag = bytes._etag;
                if (
                    request
                        .Headers.IfNoneMatch.ToString()
                        .Contains(bytes._etag, StringComparison.Ordinal)
                )
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }
            var (encoding, head, end) = bytes.Encode(request, tail);
            if (encoding is not null)
                response.Headers.ContentEncoding = encoding;
            response.StatusCode = status;
            response.ContentType = bytes.Type;
            response.ContentLength = head.Length + end.Length;
            await response.Body.WriteAsync(head, httpContext.RequestAborted);
            await response.Body.WriteAsync(end, httpContext.RequestAborted);
        }
    }

    private string CacheControl => cacheControl;
    private string Type => type;
}
