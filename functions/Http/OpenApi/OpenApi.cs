using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace Survey.Http;

/// <summary>GET /api/openapi.json: the program's HTTP functions as an OpenAPI 3.1 document, made when first asked for.</summary>
public sealed class OpenApi(Functions functions)
{
    private readonly Lazy<byte[]> _document = new(() => OpenApiWriter.Write(functions.Http));

    [Function(nameof(OpenApi))]
    [Described("This document", Statuses = [200, 304])]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")]
            HttpRequest request
    )
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        var hash = Convert.ToHexStringLower(SHA256.HashData(_document.Value).AsSpan(0, 16));
        return Task.FromResult(
            Results.Bytes(
                _document.Value,
                "application/json",
                entityTag: new EntityTagHeaderValue($"\"{hash}\"")
            )
        );
    }
}
