using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Pages for analysts: the list of releases with trends, one wave's figures, and their stylesheet. All they show
/// is read from the published files.</summary>
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
        var context = PageContext.Of(request);
        switch (request.RouteValues["wave"] as string)
        {
            case null or "":
                var all = new List<(Manifest, ReleaseView)>();
                await foreach (var one in index.ListAsync(cancel))
                    all.Add((one, await releases.ReadAsync(one, cancel)));
                return ListPage.Show(context, all);
            case Layout.Stylesheet:
                return Results.Bytes(Embedded.Read(Layout.Stylesheet), "text/css; charset=utf-8");
            default:
                return await index.FindAsync(request, cancel) is { } release
                    ? WavePage.Show(
                        context,
                        definition,
                        release,
                        await releases.ReadAsync(release, cancel)
                    )
                    : Layout.Page(
                        context,
                        "/releases",
                        context["not-found"],
                        Markup.Of($"<p>{context["not-found-text"]}</p>"),
                        StatusCodes.Status404NotFound
                    );
        }
    }
}
