using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>Pages for analysts: the list of releases with trends, and one wave's figures. All they show is read from the
/// published files.</summary>
public sealed class ReleasePages(Definition definition, ReleaseIndex index, Releases releases)
{
    [Function(nameof(ReleasePages))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "The page of releases and trends, or a wave's figures as charts and tables, with downloads",
        Query = "revision",
        Statuses = [200, 404],
        Answers = typeof(string),
        Media = "text/html",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "releases/{wave:regex(^[a-z0-9.-]+$)?}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var view = PageContext.Of(request, definition);
        if (request.RouteValues["wave"] is null or "")
        {
            var all = new List<(Manifest, ReleaseView)>();
            await foreach (var one in index.ListAsync(cancel))
                all.Add((one, await releases.ReadAsync(one, cancel)));
            return await PageAsync<ReleaseList>(view, StatusCodes.Status200OK, ("Releases", all));
        }
        if (await index.FindAsync(request, cancel) is not { } manifest)
            return await PageAsync<NoRelease>(view, StatusCodes.Status404NotFound);
        // In the words that it was published with.
        view = PageContext.Of(request, definition.Asked(manifest.Instrument) ?? definition);
        var release = await releases.ReadAsync(manifest, cancel);
        return await PageAsync<ReleaseDocument>(
            view,
            StatusCodes.Status200OK,
            ("Manifest", manifest),
            ("Release", release)
        );
    }

    private static async Task<IResult> PageAsync<TPage>(
        PageContext view,
        int status,
        params (string, object?)[] parameters
    )
        where TPage : PageComponent<PageContext> =>
        Results.Text(
            await Html.RenderAsync<TPage>(view, parameters),
            "text/html; charset=utf-8",
            statusCode: status
        );
}
