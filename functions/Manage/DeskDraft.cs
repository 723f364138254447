using Microsoft.Azure.Functions.Worker;
using Survey.Http;
using Survey.Manage.Pages;
using Survey.Publish;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>A draft to look at before it is approved: its figures, what is held back and why, quality, an audit.</summary>
public sealed class DeskDraft(
    DeskPages pages,
    ReleaseIndex index,
    Releases releases,
    DraftAudit audit
)
{
    [Function(nameof(DeskDraft))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "A draft: its figures, what is held back and why, how it was answered, an audit",
        Statuses = [200, 404],
        Answers = typeof(string),
        Media = "text/html",
        Parameters = ["attack"],
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "manage/waves/{wave:regex(^[a-z0-9-]+$)}/draft"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var view = pages.Of(request);
        if (await index.FindDraftAsync(request, cancel) is not { } draft)
            return await AnalystPages.NotFoundAsync(view);
        var release = await releases.ReadAsync(draft, cancel);
        var results = await audit.CheckAsync(draft, release, cancel);
        var isAttacked = request.Query.ContainsKey("attack");
        if (isAttacked)
            results = results.Add(await audit.AttackAsync(draft, release, cancel));
        return await DeskPages.WriteAsync<DraftDocument>(
            view,
            StatusCodes.Status200OK,
            ("Draft", draft),
            ("Release", release),
            ("Audit", results),
            ("IsAttacked", isAttacked)
        );
    }
}
