using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Manage.Pages;
using Survey.Publish;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>One wave at the desk: how it goes, its draft and its release, and what can be done. A form is answered with
/// the question whether it is meant; that question's form is what does it.</summary>
public sealed class DeskWave(
    DeskPages pages,
    Waves waves,
    WaveRules rules,
    ResponseCounts counts,
    DailyCounts daily,
    PaperCounts paper,
    WaveShares shares,
    WaveActions actions,
    Definition definition
)
{
    [Function(nameof(DeskWave))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "A wave at the desk; its forms change its days, close it, approve, hold, withdraw or make a release again",
        Takes = "DeskAction",
        Statuses = [200, 303, 400, 404, 409],
        Answers = typeof(string),
        Media = "text/html",
        Header = "Location",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            "post",
            Route = "manage/waves/{wave:regex(^[a-z0-9-]+$)}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var view = pages.Of(request);
        var id = (string)request.RouteValues["wave"]!;
        if (await waves.GetAsync(id, cancel) is not { } wave)
            return await AnalystPages.NotFoundAsync(view);
        if (!HttpMethods.IsPost(request.Method))
            return await PageAsync(request, view, wave, StatusCodes.Status200OK, DoneIn(request));
        if (Read(await SignIn.ReadAsync(request)) is not { } asked)
            return await PageAsync(
                request,
                view,
                wave,
                StatusCodes.Status400BadRequest,
                "desk-incomplete"
            );
        if (!asked.IsSure)
            return await DeskPages.WriteAsync<SureDocument>(
                view,
                StatusCodes.Status200OK,
                ("Wave", id),
                ("Asked", asked),
                ("Token", pages.TokenFor(request.HttpContext))
            );
        if (await actions.DoAsync(id, asked, Actor.Of(request), cancel) is { } refusal)
            return await PageAsync(
                request,
                view,
                (await waves.GetAsync(id, cancel))!,
                refusal.Problem.Status,
                $"desk-refused-{refusal.Problem.Name}"
            );
        var done = asked.Action.ToString().ToLowerInvariant();
        return new SeeOther(
            QueryHelpers.AddQueryString(view.Link($"/manage/waves/{id}"), "done", done)
        );
    }

    /// <summary>Null: nothing the desk has a form for, or its reason or time cannot be read.</summary>
    private AskedAction? Read(IFormCollection form)
    {
        if (
            !Enum.TryParse<WaveAction>(form["do"], ignoreCase: true, out var action)
            || !Enum.IsDefined(action)
            || !int.TryParse(
                form["seen"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var revision
            )
        )
            return null;
        var reason = form["reason"].ToString().Trim();
        if (WaveActions.NeedsReason(action) && !Decision.IsReason(reason))
            return null;
        DateTimeOffset? at = null;
        if (action == WaveAction.Approve && form["at"].ToString() is { Length: > 0 } text)
        {
            if (
                !DateTime.TryParseExact(
                    text,
                    ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var local
                ) || definition.Calendar.Zone.IsInvalidTime(local)
            )
                return null;
            at = TimeZoneInfo.ConvertTimeToUtc(local, definition.Calendar.Zone);
        }
        if (!TryDay(form["opens"], out var opens) || !TryDay(form["closes"], out var closes))
            return null;
        return new(
            action,
            new Seen(revision, form["etag"].ToString()),
            reason,
            at,
            form["sure"] == "yes"
        )
        {
            Opens = opens,
            Closes = closes,
        };
    }

    /// <returns>False: it is no day.</returns>
    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var read
        )
            ? read
            : null;
        return day is not null || string.IsNullOrEmpty(text);
    }

    private static string? DoneIn(HttpRequest request) =>
        Enum.TryParse<WaveAction>(request.Query["done"], ignoreCase: true, out var done)
        && Enum.IsDefined(done)
            ? $"desk-done-{done.ToString().ToLowerInvariant()}"
            : null;

    /// <param name="said">The word that tells what was done, or why it was not; null: nothing.</param>
    private async Task<IResult> PageAsync(
        HttpRequest request,
        PageContext view,
        Wave wave,
        int status,
        string? said
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var days = new List<WaveDays>();
        await foreach (var one in waves.ListAsync(cancel))
            if (string.CompareOrdinal(one.Id, wave.Id) <= 0 && one.Synthetic == wave.Synthetic)
                days.Add(await WaveDays.OfAsync(one, daily, definition, cancel));
        return await DeskPages.WriteAsync<WaveDocument>(
            view,
            status,
            (
                "Line",
                new WaveLine(wave, await counts.RoundedAsync(wave, cancel), [.. rules.Ahead(wave)])
            ),
            ("OnPaper", await paper.RoundedAsync(wave.Id, cancel)),
            ("Shares", await shares.OfAsync(wave, cancel)),
            ("Days", days.Where(one => one.Counts.Length > 0).ToArray()),
            ("Said", said),
            ("IsDone", status == StatusCodes.Status200OK),
            ("Token", pages.TokenFor(request.HttpContext))
        );
    }
}
