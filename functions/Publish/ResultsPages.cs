using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;

namespace Survey.Publish;

/// <summary>The public page of the newest release that has one, or of a wave's, in the browser's language. With a
/// language before it (<c>/fr/results</c>), <see cref="SurveyPage"/> answers with the same.</summary>
public sealed class ResultsPages(Definition definition, PublicPages pages, PageWriter writer)
{
    [Function(nameof(ResultsPages))]
    [Described(
        "What a release found, for young people and parents, where an admin lets anybody see it",
        Statuses = [200, 404, 503],
        Answers = typeof(string),
        Media = "text/html"
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "results/{wave:regex(^[a-z0-9-]+$)?}"
        )]
            HttpRequest request
    )
    {
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var language = ReadersLanguage.Of(request, definition.Instrument.Languages);
        var path = $"{PublicPages.Path}/{request.RouteValues["wave"]}".TrimEnd('/');
        return await pages.FindAsync(language, path)
            ?? await writer.MessageAsync(language, "not-found", StatusCodes.Status404NotFound);
    }
}
