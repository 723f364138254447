using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>The survey of any version in any language, as a student sees it or on a sheet of paper.</summary>
public sealed class DeskPreview(DeskPages pages, PageWriter writer, Definition definition)
{
    [Function(nameof(DeskPreview))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "The survey of a version in a language as a student sees it, or one of its sheets of paper; nothing is kept",
        Statuses = [200, 404],
        Answers = typeof(string),
        Media = "text/html"
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "manage/preview/{version:regex(^[a-z0-9.-]+$)}/{language:regex(^[a-z-]+$)}/{sheet:regex(^[a-z0-9-]+$)?}"
        )]
            HttpRequest request
    )
    {
        var version = (string)request.RouteValues["version"]!;
        var language = (string)request.RouteValues["language"]!;
        var asked = definition.Asked($"{definition.Instrument.Id}/{version}");
        if (asked is null || !asked.Instrument.Languages.Contains(language))
            return await AnalystPages.NotFoundAsync(pages.Of(request));
        var address = $"/manage/preview/{version}";
        var written = writer.Of(asked.Instrument.Name);
        if (request.RouteValues["sheet"] is not string { Length: > 0 } name)
            return await written.PreviewAsync(language, address);
        return asked.Pages.Sheets.FirstOrDefault(one => one.Id == name) is { } sheet
            ? await written.PreviewSheetAsync(language, address, sheet)
            : await AnalystPages.NotFoundAsync(pages.Of(request));
    }
}
