using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Collect;

/// <summary>Every wave for admins, oldest first.</summary>
public sealed class ListWaves(Waves waves, ResponseCounts counts, Definition definition)
{
    [Function(nameof(ListWaves))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Every wave, oldest first",
        Answers = typeof(WaveView[]),
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/waves")]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var views = new List<WaveView>();
        await foreach (var wave in waves.ListAsync(cancel))
            views.Add(await WaveView.OfAsync(wave, counts, definition, cancel));
        return Results.Json(views.ToArray(), CollectJson.Default.WaveViewArray);
    }
}
