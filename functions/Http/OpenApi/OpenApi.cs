using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace Survey.Http;

/// <summary>GET /api/openapi.json: openapi.json of this folder, from inside the program.</summary>
public sealed class OpenApi
{
    private readonly byte[] document = Read();

    [Function(nameof(OpenApi))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")]
            HttpRequest request
    )
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
