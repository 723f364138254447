using Microsoft.Azure.Functions.Worker;
using Survey.Http;

namespace Survey.Publish;

/// <summary>The draft of a wave's release before anybody else is shown it: its manifest, or one of its files.</summary>
public sealed class GetDraft(ReleaseIndex index, Releases releases)
{
    [Function(nameof(GetDraft))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "The draft that waits for an approval: its manifest, or one of its files",
        Media = "*/*",
        Refuses = [
            nameof(Problems.NoDraft),
            nameof(Problems.NotFound),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/draft/{file:regex(^[a-z0-9.-]+$)?}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        if (await index.FindDraftAsync(request, cancel) is not { } draft)
            return Problems.NoDraft.Because("The wave has no draft; it may be in the making.");
        if (request.RouteValues["file"] is not string { Length: > 0 } name)
            return Results.Json(draft, PublishJson.Files.Manifest);
        return draft.Files.FirstOrDefault(one => one.Name == name) is { } file
            ? await DownloadRelease.SendAsync(releases, draft, file, cancel)
            : Problems.NotFound.Because("The draft has no such file.");
    }
}
