using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Manage.Pages;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>What the newest version asks otherwise than an earlier one, side by side.</summary>
public sealed class DeskDifference(DeskPages pages, Definition definition)
{
    [Function(nameof(DeskDifference))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "What the newest version asks otherwise than an earlier one",
        Statuses = [200, 404],
        Answers = typeof(string),
        Media = "text/html"
    )]
    public Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "manage/difference/{version:regex(^[a-z0-9.-]+$)}"
        )]
            HttpRequest request
    )
    {
        var view = pages.Of(request);
        var version = (string)request.RouteValues["version"]!;
        return
            definition.Earlier.FirstOrDefault(one => one.Instrument.Version == version)
                is { } earlier
            ? DeskPages.WriteAsync<DifferenceDocument>(
                view,
                StatusCodes.Status200OK,
                ("Earlier", earlier.Instrument),
                ("Changes", VersionDifference.Between(earlier.Instrument, definition.Instrument))
            )
            : AnalystPages.NotFoundAsync(view);
    }
}
