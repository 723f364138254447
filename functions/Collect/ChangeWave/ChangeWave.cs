using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Collect;

/// <summary>Sets when a wave that has not closed opens and closes, and what it asks; plans one of a coming period.</summary>
public sealed class ChangeWave(Changing changing, ResponseCounts counts, Definition definition)
{
    [Function(nameof(ChangeWave))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Sets when a wave opens and closes, or plans (201) one of a coming period",
        Takes = "WaveChange",
        Statuses = [200, 201],
        Answers = typeof(WaveView),
        Refuses = [
            nameof(Problems.InvalidRequest),
            nameof(Problems.NoSuchWave),
            nameof(Problems.ClosedAlready),
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
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}"
        )]
            HttpRequest request
    )
    {
        var id = (string)request.RouteValues["wave"]!;
        var cancel = request.HttpContext.RequestAborted;
        var body = await JsonBody.ReadAsync(request, Problems.InvalidRequest);
        using var document = body.Document;
        if (document is null)
            return body.Refusal!;
        var done = await changing.ChangeAsync(id, document.RootElement, Actor.Of(request), cancel);
        return done.Wave is { } wave
            ? Results.Json(
                await WaveView.OfAsync(wave, counts, definition, cancel),
                CollectJson.Default.WaveView,
                statusCode: done.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK
            )
            : done.Refusal!.Problem.Because(done.Refusal.Detail, done.Faults);
    }
}
