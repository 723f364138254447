using Microsoft.Azure.Functions.Worker;
using Survey.Http;

namespace Survey.Publish;

/// <summary>A release's manifest: the newest revision's, or that of <c>?revision=</c>.</summary>
public sealed class GetRelease(ReleaseIndex index)
{
    [Function(nameof(GetRelease))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "A release and its files",
        Parameters = ["revision"],
        Answers = typeof(Manifest),
        Refuses = [
            nameof(Problems.NotFound),
            nameof(Problems.Withdrawn),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "api/releases/{wave:regex(^[a-z0-9-]+$)}"
        )]
            HttpRequest request
    ) =>
        await index.FindAsync(request, request.HttpContext.RequestAborted) is { } release
            ? Results.Json(release, PublishJson.Files.Manifest)
            : await index.MissingAsync(request, request.HttpContext.RequestAborted);
}
