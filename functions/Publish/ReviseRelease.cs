using Microsoft.Azure.Functions.Worker;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Makes one more revision of a wave's release, as a draft. The ones before stay as they are.</summary>
public sealed class ReviseRelease(Revising revising, ReleaseIndex index, Settings settings)
{
    [Function(nameof(ReviseRelease))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Makes a closed wave's figures again: a draft, or where drafts need no approval a revision that is out",
        Statuses = [201],
        Answers = typeof(Manifest),
        Header = "Location",
        Refuses = [
            nameof(Problems.NoSuchWave),
            nameof(Problems.NotClosedYet),
            nameof(Problems.ResponsesErased),
            nameof(Problems.NoFigures),
            nameof(Problems.GivesAway),
            nameof(Problems.ChangedMeanwhile),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/revise"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var wave = (string)request.RouteValues["wave"]!;
        if (await revising.ReviseAsync(wave, Actor.Of(request), cancel) is { } refusal)
            return refusal.Reply();
        var isDraft = !settings.PublishWithoutApproval;
        request.HttpContext.Response.Headers.Location = isDraft
            ? $"/api/waves/{wave}/draft"
            : $"/api/releases/{wave}";
        return Results.Json(
            isDraft
                ? await index.FindDraftAsync(request, cancel)
                : await index.FindAsync(request, cancel),
            PublishJson.Files.Manifest!,
            statusCode: StatusCodes.Status201Created
        );
    }
}
