using Survey.Hosting;

namespace Survey.Publish;

/// <summary>A release's manifest: the newest revision's, or that of <c>?revision=</c>.</summary>
public sealed class GetRelease(ReleaseIndex index)
{
    public async Task<IResult> Run(HttpRequest request) =>
        await index.FindAsync(request, request.HttpContext.RequestAborted) is { } release
            ? Results.Json(release, PublishJson.Files.Manifest)
            : Problems.NotFound.Because("No such release is out.");
}
