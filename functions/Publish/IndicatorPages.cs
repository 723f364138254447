using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Publish.Charts;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>One indicator in one wave: a page, and what can be taken from it: its rows of estimates.csv, the same as
/// JSON-stat, its charts.</summary>
public sealed class IndicatorPages(
    Definition definition,
    ReleaseIndex index,
    Releases releases,
    Settings settings
)
{
    [Function(nameof(IndicatorPages))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "One indicator in a wave: its page, or table.csv, table.json (JSON-stat), groups.svg or answers.svg",
        Parameters = ["revision"],
        Statuses = [200, 404, 410],
        Media = "*/*",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "releases/{wave:regex(^[a-z0-9.-]+$)}/{indicator:regex(^[a-z0-9_-]+$)}/{file:regex(^[a-z.]+$)?}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var view = PageContext.Of(request, definition);
        if (await index.FindAsync(request, cancel) is not { } manifest)
            return await AnalystPages.NotFoundAsync(
                view,
                await index.FindWithdrawnAsync(request, cancel)
            );
        var release = await releases.ReadAsync(manifest, cancel);
        if (release.Find((string)request.RouteValues["indicator"]!) is not { } indicator)
            return await AnalystPages.NotFoundAsync(view);
        var charts = new ReleaseCharts(view, release);
        return (request.RouteValues["file"] as string) switch
        {
            null or "" => await AnalystPages.WriteAsync<IndicatorDocument>(
                view,
                StatusCodes.Status200OK,
                ("Release", release),
                ("Indicator", indicator),
                ("Address", Citation.AddressOf(request, settings))
            ),
            "table.csv" => File(
                await IndicatorRows.ReadAsync(releases, [manifest], indicator.Id, cancel),
                Csv.MediaType,
                ".csv"
            ),
            "table.json" => File(
                JsonStat.Write(view, [new(release, indicator)]),
                JsonStat.MediaType,
                ".json"
            ),
            "groups.svg" => Picture(charts.OfGroups("chart", indicator)),
            "answers.svg" => Picture(charts.OfVariable("chart", indicator)),
            _ => await AnalystPages.NotFoundAsync(view),
        };

        IResult Picture(RowsChart chart) =>
            File(
                SvgFile.Write(chart.Draw(), chart.Title, Citation.SourceOf(view, release)),
                SvgFile.MediaType,
                ".svg"
            );

        IResult File(byte[] content, string type, string ending) =>
            Results.File(
                content,
                type,
                $"{(release.Synthetic ? "synthetic-" : "")}{release.Wave}-{indicator.Id}{ending}"
            );
    }
}
