using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Collect;

/// <summary>Sets when a wave that has not closed opens and closes, and what it asks; plans one of a coming period.</summary>
public sealed class ChangeWave(
    Waves waves,
    WaveSteps steps,
    ResponseCounts counts,
    Definition definition,
    TimeProvider time
)
{
    private const int PeriodsAhead = 8;

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
        for (var tries = 0; tries < 4; tries++)
        {
            var all = await waves.ListAsync(cancel).ToArrayAsync(cancel);
            var now = time.GetUtcNow();
            var wave = all.FirstOrDefault(one => one.Id == id) ?? Plan(id, now);
            if (wave is null)
                return Problems.NoSuchWave.Because(
                    $"There is no wave of that id. One of the next {PeriodsAhead} periods can be planned."
                );
            if (wave.State > WaveState.Open)
                return Problems.ClosedAlready.Because("Nothing of a closed wave can be changed.");
            var others = all.Where(one => one.Id != id).ToArray();
            var change = new WaveChange(wave, others, definition, now);
            var changed = change.Apply(document.RootElement);
            if (change.Faults.Count > 0)
                return Problems.InvalidRequest.Because("Nothing was changed.", change.Faults);
            if (await steps.ChangeAsync(changed, cancel, Actor.Of(request)))
                return Results.Json(
                    await WaveView.OfAsync(changed, counts, definition, cancel),
                    CollectJson.Default.WaveView,
                    statusCode: wave.ETag is null ? 201 : 200
                );
        }
        return Problems.ChangedMeanwhile.Because("The wave keeps changing. Try again.");
    }

    private Wave? Plan(string id, DateTimeOffset now) =>
        definition.Calendar.Find(id) is { } period
        && period.Since(definition.Calendar.PeriodAt(now)) is >= 0 and <= PeriodsAhead
            ? new Wave(
                period.Id,
                WaveState.Planned,
                period.Opens,
                period.Closes,
                definition.Instrument.Name
            )
            : null;
}
