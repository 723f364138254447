using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Publish.Charts;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>One indicator over every wave that is published: a page, and its chart.</summary>
public sealed class IndicatorSeriesPages(
    Definition definition,
    ReleaseIndex index,
    Releases releases
)
{
    [Function(nameof(IndicatorSeriesPages))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "One indicator over all waves: its page, or series.svg",
        Statuses = [200, 404],
        Media = "*/*",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "indicators/{indicator:regex(^[a-z0-9_-]+$)}/{file:regex(^[a-z.]+$)?}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var view = PageContext.Of(request, definition);
        var id = (string)request.RouteValues["indicator"]!;
        var waves = new List<IndicatorInWave>();
        await foreach (var manifest in index.ListAsync(cancel))
        {
            var release = await releases.ReadAsync(manifest, cancel);
            waves.Add(new(release with { Analyses = Analyses.None }, release.Find(id)));
        }
        if (waves.LastOrDefault(wave => wave.Indicator is not null) is not { } newest)
            return await AnalystPages.NotFoundAsync(view);
        var chart = SeriesCharts.Of(view, newest, waves);
        return (request.RouteValues["file"] as string) switch
        {
            null or "" => await AnalystPages.WriteAsync<SeriesDocument>(
                view,
                StatusCodes.Status200OK,
                ("Waves", waves),
                ("Newest", newest),
                ("Chart", chart)
            ),
            "series.svg" => Results.File(
                SvgFile.Write(chart.Draw(), chart.Title, Citation.SourceOf(view, newest.Release)),
                SvgFile.MediaType,
                $"{(newest.Release.Synthetic ? "synthetic-" : "")}{id}.svg"
            ),
            _ => await AnalystPages.NotFoundAsync(view),
        };
    }
}

/// <param name="Indicator">Null: that wave's release has none of the id.</param>
public sealed record IndicatorInWave(ReleaseView Release, IndicatorView? Indicator)
{
    /// <summary>The row of everybody; null: there is none.</summary>
    public RowView? Total => Indicator is null ? null : Release.Total(Indicator);
}
