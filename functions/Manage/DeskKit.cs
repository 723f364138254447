using System.Text;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Manage.Pages;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>What is printed to take a wave to schools: poster, cards, letters, a page for teachers, the questionnaire on
/// paper.</summary>
public sealed class DeskKit(
    DeskPages pages,
    PageWriter writer,
    Waves waves,
    Definition definition,
    Settings settings
)
{
    [Function(nameof(DeskKit))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "A piece of the school kit of a wave, to print: the poster, the cards, a letter or page, a questionnaire",
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
            Route = "manage/waves/{wave:regex(^[a-z0-9-]+$)}/kit/{document:regex(^[a-z0-9_-]+$)}"
        )]
            HttpRequest request
    )
    {
        var page = pages.Of(request);
        var document = (string)request.RouteValues["document"]!;
        if (
            await waves.GetAsync(
                (string)request.RouteValues["wave"]!,
                request.HttpContext.RequestAborted
            )
            is not { } wave
        )
            return await AnalystPages.NotFoundAsync(page);
        var asked = definition.Asked(wave.Instrument) ?? definition;
        if (asked.Pages.Sheets.FirstOrDefault(one => one.Id == document) is { } sheet)
            return await writer
                .Of(wave.Instrument)
                .WaveSheetAsync(page.Language, wave.Id, wave.Synthetic, sheet);
        var view = new KitView(
            new View(asked, settings.EraseAfterDays, page.Language) { Synthetic = wave.Synthetic },
            wave,
            $"{settings.Notices.PublicUrl ?? $"{request.Scheme}://{request.Host}"}/{page.Language}",
            settings.Notices.PublicUrl is not null
        );
        return asked.Kit switch
        {
            { } when document == Kit.PosterId => await WriteAsync<PosterDocument>(view),
            { } when document == Kit.CardsId => await WriteAsync<CardsDocument>(view),
            { Papers: var papers }
                when papers.FirstOrDefault(one => one.Id == document) is { } paper =>
                await WriteAsync<PaperDocument>(view, ("Paper", paper)),
            _ => await AnalystPages.NotFoundAsync(page),
        };
    }

    private static async Task<IResult> WriteAsync<TPage>(
        KitView view,
        params (string, object?)[] parameters
    )
        where TPage : PageComponent<KitView> =>
        new PageBytes(
            Encoding.UTF8.GetBytes(await Html.RenderAsync<TPage>(view, parameters)),
            "text/html; charset=utf-8",
            PageBytes.NoStore
        ).Reply();
}
