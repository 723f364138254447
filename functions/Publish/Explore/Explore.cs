using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Publish.Charts;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>Tables and charts of what is released, by the choices in the address.</summary>
public sealed class Explore(Definition definition, Exploration exploration)
{
    public const string Path = "/explore";

    [Function(nameof(Explore))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "What is released, by the address's choices: the page, the table as table.csv, its rows as table.json (JSON-stat), the chart as chart.svg",
        Parameters = [
            "indicator-choice",
            "by",
            "group-choice",
            "wave-choice",
            "show",
            "compare",
            "sort",
            "rows",
            "page",
        ],
        Statuses = [200, 400, 404],
        Media = "*/*",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "explore/{file:regex(^[a-z.]+$)?}"
        )]
            HttpRequest request
    )
    {
        var view = PageContext.Of(request, definition);
        var found = await exploration.FindAsync(
            ExploreChoices.Of(request.Query),
            request.HttpContext.RequestAborted
        );
        var file = request.RouteValues["file"] as string ?? "";
        if (found is null || file is not ("" or "table.csv" or "table.json" or "chart.svg"))
            return await AnalystPages.NotFoundAsync(view);
        if (file.Length == 0 || !found.Faults.IsEmpty)
            return await AnalystPages.WriteAsync<ExploreDocument>(
                view,
                found.Faults.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
                ("Found", found)
            );
        return file switch
        {
            "table.csv" => File(ExploreCsv.Write(definition, found), Csv.MediaType),
            "table.json" => File(JsonStat.Write(view, found), JsonStat.MediaType),
            _ => File(new ExploreCharts(view, found).Picture(), SvgFile.MediaType),
        };

        IResult File(byte[] content, string type) =>
            Results.File(
                content,
                type,
                $"{(found.Newest.Synthetic ? "synthetic-" : "")}explore-{file}"
            );
    }
}
