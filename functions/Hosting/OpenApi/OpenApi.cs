using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Survey.Hosting;

/// <summary>GET /api/openapi.json: openapi.json of this folder, from inside the program.</summary>
public sealed class OpenApi
{
    private readonly byte[] document = Read();

    public Task<IResult> Run(HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        var hash = Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 16));
        return Task.FromResult(
            Results.Bytes(
                document,
                "application/json",
                entityTag: new EntityTagHeaderValue($"\"{hash}\"")
            )
        );
    }

    private static byte[] Read()
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
