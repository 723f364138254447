using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Survey.Ask.Pages;

/// <summary>A page's or asset's bytes, compressed at their first use.</summary>
/// <param name="cacheControl">What a browser may keep. Unless it keeps nothing, replies carry an ETag.</param>
public sealed class PageBytes(byte[] bytes, string type, string cacheControl)
{
    public const string NoStore = "no-store";

    private readonly Lazy<byte[]> _brotli = new(() => Brotli(bytes, cacheControl == NoStore));
    private readonly Lazy<byte[]> _gzip = new(() => Gzip(bytes, cacheControl == NoStore));
    private readonly string? _etag =
        cacheControl == NoStore
            ? null
            : $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";

    /// <param name="retryAfter">Seconds.</param>
    public IResult Reply(int status = StatusCodes.Status200OK, int? retryAfter = null) =>
        new Result(this, status, retryAfter);

    private (string? Encoding, byte[] Bytes) Encode(HttpRequest request) =>
        Accepts(request, "br") ? ("br", _brotli.Value)
        : Accepts(request, "gzip") ? ("gzip", _gzip.Value)
        : (null, bytes);

    private static bool Accepts(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one =>
            one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0
        );

    /// <param name="isOnce">It is sent once, and must not cost more than it saves.</param>
    private static byte[] Brotli(byte[] bytes, bool isOnce)
    {
        // Quality 9 of 11: a few per cent larger, many times faster, so that a cold start is not held up.
        var quality = isOnce ? 4 : 9;
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, room, out var written, quality, window: 20))
            throw new InvalidOperationException("Brotli needs more room than it says.");
        return room[..written];
    }

    private static byte[] Gzip(byte[] bytes, bool isOnce)
    {
        var level = isOnce ? CompressionLevel.Fastest : CompressionLevel.SmallestSize;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    private sealed class Result(PageBytes page, int status, int? retryAfter) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            response.Headers.CacheControl = page.CacheControl;
            if (retryAfter is { } seconds)
                response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (page._etag is not null)
            {
                response.Headers.ETag = page._etag;
                if (
                    request
                        .Headers.IfNoneMatch.ToString()
                        .Contains(page._etag, StringComparison.Ordinal)
                )
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }
            var (encoding, encoded) = page.Encode(request);
            if (encoding is not null)
                response.Headers.ContentEncoding = encoding;
            response.StatusCode = status;
            response.ContentType = page.Type;
            response.ContentLength = encoded.Length;
            await response.Body.WriteAsync(encoded, httpContext.RequestAborted);
        }
    }

    private string CacheControl => cacheControl;
    private string Type => type;
}
