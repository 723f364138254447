namespace Survey.Publish;

/// <summary>The newest release of every wave, oldest wave first.</summary>
public sealed class ListReleases(ReleaseIndex index)
{
    public async Task<IResult> Run(HttpRequest request)
    {
        var cancel = request.HttpContext.RequestAborted;
        var list = await index.ListAsync(cancel).ToArrayAsync(cancel);
        return Results.Json(list, PublishJson.Files.ManifestArray);
    }
}
