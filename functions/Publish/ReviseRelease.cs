using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Estimate;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Makes one more revision of a wave's release, as a draft. The ones before stay as they are.</summary>
public sealed class ReviseRelease(
    Waves waves,
    Publisher publisher,
    ReleaseIndex index,
    Settings settings
)
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
        var wave = await waves.GetAsync((string)request.RouteValues["wave"]!, cancel);
        if (wave is null)
            return Problems.NoSuchWave.Because("There is no wave of that id.");
        if (wave.State < WaveState.Closed)
            return Problems.NotClosedYet.Because("Only a wave that has closed has figures.");
        if (wave.State > WaveState.Published)
            return Problems.ResponsesErased.Because(
                "Figures are made from responses, and the wave's are erased. Its releases stay as they are."
            );
        try
        {
            if (await publisher.ReviseAsync(wave, cancel, Actor.Of(request)) is null)
                return Problems.ChangedMeanwhile.Because("The wave changed. Try again.");
        }
        catch (EstimateException fault)
        {
            return Problems.NoFigures.Because(fault.Message);
        }
        catch (DisclosureException fault)
        {
            return Problems.GivesAway.Because(fault.Message);
        }
        var isDraft = !settings.PublishWithoutApproval;
        request.HttpContext.Response.Headers.Location = isDraft
            ? $"/api/waves/{wave.Id}/draft"
            : $"/api/releases/{wave.Id}";
        return Results.Json(
            isDraft
                ? await index.FindDraftAsync(request, cancel)
                : await index.FindAsync(request, cancel),
            PublishJson.Files.Manifest!,
            statusCode: StatusCodes.Status201Created
        );
    }
}
