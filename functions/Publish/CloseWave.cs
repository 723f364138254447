using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Closes a wave now, without the grace of a scheduled end; its draft is begun in the background, and without
/// approvals its release.</summary>
public sealed class CloseWave(ClosingNow closing, Settings settings)
{
    [Function(nameof(CloseWave))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Closes a wave now; its draft follows, or its release where drafts need no approval",
        Statuses = [202],
        Answers = typeof(ClosedView),
        Header = "Location",
        Refuses = [
            nameof(Problems.NoSuchWave),
            nameof(Problems.NotOpenYet),
            nameof(Problems.ClosedAlready),
            nameof(Problems.ChangedMeanwhile),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/close"
        )]
            HttpRequest request
    )
    {
        var wave = (string)request.RouteValues["wave"]!;
        return
            await closing.CloseAsync(wave, Actor.Of(request), request.HttpContext.RequestAborted)
                is { } refusal
            ? refusal.Reply()
            : Accepted(request, wave);
    }

    private IResult Accepted(HttpRequest request, string wave)
    {
        var view = settings.PublishWithoutApproval
            ? new ClosedView(wave, Release: $"/api/releases/{wave}")
            : new ClosedView(wave, Draft: $"/api/waves/{wave}/draft");
        request.HttpContext.Response.Headers.Location = view.Release ?? view.Draft;
        return Results.Json(
            view,
            PublishJson.Files.ClosedView!,
            statusCode: StatusCodes.Status202Accepted
        );
    }
}

public sealed record ClosedView(
    string Wave,
    [property: Description("Where the draft will be, as a path.")] string? Draft = null,
    [property: Description("Where the release will be, as a path, when it needs no approval.")]
        string? Release = null
);
