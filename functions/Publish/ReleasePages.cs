using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>Pages for analysts: the list of releases, and what one wave's says. All they show is read from the published
/// files.</summary>
public sealed class ReleasePages(Definition definition, ReleaseIndex index, Releases releases)
{
    [Function(nameof(ReleasePages))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "The page of releases, or a wave's: what it says, claim by claim, how it was made, its files",
        Parameters = ["revision"],
        Statuses = [200, 404, 410],
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
            var all = await index.ListAsync(cancel).ToListAsync(cancel);
            return await AnalystPages.WriteAsync<ReleaseList>(
                view,
                StatusCodes.Status200OK,
                ("Manifests", all),
                (
                    "Newest",
                    all is [.., var newest] ? await releases.ReadAsync(newest, cancel) : null
                )
            );
        }
        if (await index.FindAsync(request, cancel) is not { } manifest)
            return await AnalystPages.NotFoundAsync(
                view,
                await index.FindWithdrawnAsync(request, cancel)
            );
        var release = await releases.ReadAsync(manifest, cancel);
        return await AnalystPages.WriteAsync<ReleaseDocument>(
            view,
            StatusCodes.Status200OK,
            ("Manifest", manifest),
            ("Release", release)
        );
    }
}
