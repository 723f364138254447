using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Publish.Charts;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>One indicator over every wave that is published: a page, its charts, and its rows of every wave.</summary>
public sealed class IndicatorSeriesPages(
    Definition definition,
    ReleaseIndex index,
    Releases releases
)
{
    [Function(nameof(IndicatorSeriesPages))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "One indicator over all waves, by the groups of a breakdown: its page, series.svg, or all its rows as table.csv or table.json (JSON-stat)",
        Parameters = ["by"],
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
        var manifests = await index.ListAsync(cancel).ToArrayAsync(cancel);
        var waves = new List<IndicatorInWave>();
        foreach (var manifest in manifests)
        {
            var release = await releases.ReadAsync(manifest, cancel);
            waves.Add(new(release with { Analyses = Analyses.None }, release.Find(id)));
        }
        if (waves.LastOrDefault(wave => wave.Indicator is not null) is not { } newest)
            return await AnalystPages.NotFoundAsync(view);
        var asked = request.Query["by"].ToString();
        var by = newest.Release.Breakdown(asked.Length == 0 ? newest.Release.Everybody() : asked);
        return (request.RouteValues["file"] as string, by) switch
        {
            (null or "", not null) => await AnalystPages.WriteAsync<SeriesDocument>(
                view,
                StatusCodes.Status200OK,
                ("Waves", waves),
                ("Newest", newest),
                ("Breakdown", by)
            ),
            ("series.svg", not null)
                when GroupOf(by, request.Query["group"].ToString()) is { } group => Picture(
                SeriesCharts.Of(view, newest, waves, (by.Id, group.Id))
            ),
            ("table.csv", not null) => File(
                await IndicatorRows.ReadAsync(releases, manifests, id, cancel),
                Csv.MediaType,
                ".csv"
            ),
            ("table.json", not null) => File(
                JsonStat.Write(view, waves),
                JsonStat.MediaType,
                ".json"
            ),
            _ => await AnalystPages.NotFoundAsync(view),
        };

        IResult Picture(SeriesChart chart) =>
            File(
                SvgFile.Write(chart.Draw(), chart.Title, Citation.SourceOf(view, newest.Release)),
                SvgFile.MediaType,
                ".svg"
            );

        IResult File(byte[] content, string type, string ending) =>
            Results.File(
                content,
                type,
                $"{(newest.Release.Synthetic ? "synthetic-" : "")}{id}{ending}"
            );
    }

    /// <summary>The first when none is named; null: there is none of that id.</summary>
    private static NamedText? GroupOf(BreakdownTexts by, string id) =>
        by.Groups.FirstOrDefault(group => id.Length == 0 || group.Id == id);
}

/// <param name="Indicator">Null: that wave's release has none of the id.</param>
public sealed record IndicatorInWave(ReleaseView Release, IndicatorView? Indicator)
{
    /// <summary>A group's row; null: there is none.</summary>
    public RowView? Row(string by, string group) =>
        Indicator?.Groups.FirstOrDefault(row => (row.GroupBy, row.Group) == (by, group));
}
