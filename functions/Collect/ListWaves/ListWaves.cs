namespace Survey.Collect;

/// <summary>Every wave for admins, oldest first.</summary>
public sealed class ListWaves(Waves waves, ResponseCounts counts)
{
    public async Task<IResult> Run(HttpRequest request)
    {
        var cancel = request.HttpContext.RequestAborted;
        var views = new List<WaveView>();
        await foreach (var wave in waves.ListAsync(cancel))
            views.Add(await WaveView.OfAsync(wave, counts, cancel));
        return Results.Json(views.ToArray(), CollectJson.Default.WaveViewArray);
    }
}
