using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Lets anybody see a wave's newest release on the public page, with what was done about the results before, or
/// takes it off.</summary>
public sealed class ChangeResults(
    Definition definition,
    Waves waves,
    WaveSteps steps,
    PublicRelease allowed
)
{
    [Function(nameof(ChangeResults))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Puts a wave's newest release on the public page, or takes it off; a revision has to be put there anew",
        Takes = "ResultsChange",
        Answers = typeof(ResultsView),
        Refuses = [
            nameof(Problems.InvalidRequest),
            nameof(Problems.NoSuchWave),
            nameof(Problems.NoRelease),
            nameof(Problems.NoFigures),
            nameof(Problems.ChangedMeanwhile),
            nameof(Problems.TooLarge),
            nameof(Problems.NotJson),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "put",
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/results"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var body = await JsonBody.ReadAsync(request, Problems.InvalidRequest);
        using var document = body.Document;
        if (document is null)
            return body.Refusal!;
        var change = ResultsChange.Read(document.RootElement, definition.Instrument.Languages);
        if (change.Faults.Count > 0)
            return Problems.InvalidRequest.Because("Nothing was changed.", change.Faults);
        if (await waves.GetAsync((string)request.RouteValues["wave"]!, cancel) is not { } wave)
            return Problems.NoSuchWave.Because("There is no wave of that id.");
        if (change.Public && !wave.HasRelease)
            return Problems.NoRelease.Because("Only a release can be shown.");
        var results = change.Public ? await allowed.AllowAsync(wave, change.Done, cancel) : null;
        if (change.Public && results is null)
            return Problems.NoFigures.Because(
                "None of the figures that the survey chose for the public page is published."
            );
        return await steps.ShowAsync(wave, results, Actor.Of(request), cancel)
            ? Results.Json(
                ResultsView.Of(wave with { Results = results }),
                PublishJson.Files.ResultsView!
            )
            : Problems.ChangedMeanwhile.Because("The wave changed. Try again.");
    }
}
