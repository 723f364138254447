using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Closes a wave now, without the grace of a scheduled end; its draft is begun in the background, and without
/// approvals its release.</summary>
public sealed class CloseWave(Waves waves, WaveSteps steps, Settings settings, TimeProvider time)
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
        var id = (string)request.RouteValues["wave"]!;
        var cancel = request.HttpContext.RequestAborted;
        var who = Actor.Of(request);
        for (var tries = 0; tries < 4; tries++)
        {
            var wave = await waves.GetAsync(id, cancel);
            if (wave is null)
                return Problems.NoSuchWave.Because("There is no wave of that id.");
            if (wave.State == WaveState.Planned)
                return Problems.NotOpenYet.Because(
                    "The wave has not opened. Its times can be changed with PUT."
                );
            if (wave.State > WaveState.Closing)
                return tries == 0
                    ? Problems.ClosedAlready.Because("The wave was closed before.")
                    : Accepted(request, wave);
            if (wave.State == WaveState.Open)
                await steps.StartClosingAsync(wave, time.GetUtcNow(), cancel, who);
            else if (await steps.CloseAsync(wave, cancel, who))
                return Accepted(request, wave);
        }
        return Problems.ChangedMeanwhile.Because("The wave keeps changing. Try again.");
    }

    private IResult Accepted(HttpRequest request, Wave wave)
    {
        var view = settings.PublishWithoutApproval
            ? new ClosedView(wave.Id, Release: $"/api/releases/{wave.Id}")
            : new ClosedView(wave.Id, Draft: $"/api/waves/{wave.Id}/draft");
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
