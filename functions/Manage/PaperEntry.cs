using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Collect;
using Survey.Http;
using Survey.Manage.Pages;
using Survey.Publish;
using Survey.Publish.Pages;
using Survey.Storage;

namespace Survey.Manage;

/// <summary>Types in what was answered on paper, a screen for each sheet. It is checked, routed and kept like a response
/// sent on screen; that it came on paper shows in a count alone.</summary>
public sealed class PaperEntry(
    DeskPages pages,
    Waves waves,
    Submissions submissions,
    PaperCounts counts,
    Definition definition
)
{
    [Function(nameof(PaperEntry))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "The page that takes a sheet of paper, and what its form keeps: one response, once",
        Takes = "TypedSheet",
        Statuses = [200, 303, 400, 404, 409, 410, 422, 503],
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
            Route = "manage/waves/{wave:regex(^[a-z0-9-]+$)}/paper/{sheet:regex(^[a-z0-9_-]+$)}"
        )]
            HttpRequest request
    )
    {
        var view = pages.Of(request);
        var id = (string)request.RouteValues["wave"]!;
        var wave = await waves.GetAsync(id, request.HttpContext.RequestAborted);
        var asked = wave is null ? null : definition.Asked(wave.Instrument);
        var name = (string)request.RouteValues["sheet"]!;
        if (
            wave is null
            || asked?.Pages.Sheets.FirstOrDefault(one => one.Id == name) is not { } sheet
        )
            return await AnalystPages.NotFoundAsync(view);
        var screen = new Screen(request, view with { Definition = asked }, wave, sheet);
        return HttpMethods.IsPost(request.Method)
            ? await KeepAsync(screen, await SignIn.ReadAsync(request))
            : await ShowAsync(screen);
    }

    private sealed record Screen(HttpRequest Request, PageContext View, Wave Wave, Sheet Sheet)
    {
        public string Path => $"/manage/waves/{Wave.Id}/paper/{Sheet.Id}";
    }

    private Task<IResult> ShowAsync(Screen screen)
    {
        var query = screen.Request.Query;
        return screen.Wave switch
        {
            { State: WaveState.Planned } => RefuseAsync(screen, Problems.NoSuchWave),
            { AcceptsResponses: false } => RefuseAsync(screen, Problems.WaveClosed),
            _ => PageAsync(
                screen,
                StatusCodes.Status200OK,
                TypedSheet.Blank(screen.Wave.Instrument),
                PaperBatch.Read(name => query[name]),
                query["told"].ToString() switch
                {
                    Kept => "paper-told-kept",
                    Again => "paper-told-again",
                    Nothing => "paper-told-nothing",
                    _ => null,
                }
            ),
        };
    }

    private const string Kept = "kept";
    private const string Again = "again";
    private const string Nothing = "nothing";

    private async Task<IResult> KeepAsync(Screen screen, IFormCollection form)
    {
        var batch = PaperBatch.Read(name => form[name]);
        var instrument = screen.View.Definition.Instrument;
        if (
            TypedSheet.Read(form, instrument, new PaperSheet(instrument, screen.Sheet))
            is not { } typed
        )
            return await PageAsync(
                screen,
                StatusCodes.Status400BadRequest,
                TypedSheet.Blank(instrument.Name),
                batch,
                "paper-unreadable"
            );
        if (typed.IsNothing)
            return Next(screen, batch, Nothing);
        try
        {
            var (outcome, refusal) = await submissions.KeepAsync(
                screen.Wave.Id,
                typed.Id,
                typed.Instrument,
                typed.Answers
            );
            if (refusal == Problems.InvalidResponse)
                return await PageAsync(
                    screen,
                    StatusCodes.Status422UnprocessableEntity,
                    typed,
                    batch,
                    "paper-mend"
                );
            if (refusal is not null)
                return await RefuseAsync(screen, refusal);
            if (outcome == Outcome.Done)
                await counts.AddAsync(screen.Wave.Id, CancellationToken.None);
            return Next(screen, batch.Next, outcome == Outcome.Done ? Kept : Again);
        }
        catch (StorageUnavailableException)
        {
            screen.Request.HttpContext.Response.Headers.RetryAfter = "5";
            return await PageAsync(
                screen,
                StatusCodes.Status503ServiceUnavailable,
                typed,
                batch,
                "paper-unsaved"
            );
        }
    }

    /// <summary>On to the next sheet, so that neither the browser's history nor its reload button holds this one.</summary>
    private static SeeOther Next(Screen screen, PaperBatch batch, string told) =>
        new(
            QueryHelpers.AddQueryString(
                screen.View.Link(screen.Path),
                new Dictionary<string, string?>
                {
                    ["batch"] = batch.Entered.ToString(CultureInfo.InvariantCulture),
                    ["of"] = batch.Of?.ToString(CultureInfo.InvariantCulture),
                    ["told"] = told,
                }
            )
        );

    /// <summary>As a student is refused: no form, and why.</summary>
    private Task<IResult> RefuseAsync(Screen screen, Problem refusal) =>
        PageAsync(
            screen,
            refusal.Status,
            null,
            new PaperBatch(0, null),
            refusal == Problems.WaveClosed ? "paper-closed"
                : refusal == Problems.NoSuchWave ? "paper-not-open"
                : "paper-changed"
        );

    private Task<IResult> PageAsync(
        Screen screen,
        int status,
        TypedSheet? typed,
        PaperBatch batch,
        string? said
    ) =>
        DeskPages.WriteAsync<EntryDocument>(
            screen.View,
            status,
            ("Wave", screen.Wave),
            ("Sheet", screen.Sheet),
            ("Path", screen.Path),
            ("Typed", typed),
            ("Batch", batch),
            ("Said", said),
            ("IsDone", status == StatusCodes.Status200OK),
            ("Token", pages.TokenFor(screen.Request.HttpContext))
        );
}
