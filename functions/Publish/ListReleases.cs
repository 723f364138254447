using Microsoft.Azure.Functions.Worker;
using Survey.Http;

namespace Survey.Publish;

/// <summary>The newest release of every wave, oldest wave first.</summary>
public sealed class ListReleases(ReleaseIndex index)
{
    [Function(nameof(ListReleases))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "The newest release of every wave that has one, oldest wave first",
        Answers = typeof(Manifest[]),
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/releases")]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var list = await index.ListAsync(cancel).ToArrayAsync(cancel);
        return Results.Json(list, PublishJson.Files.ManifestArray);
    }
}
