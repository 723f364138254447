using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Storage;

namespace Survey.Ask;

/// <summary>Every address that no other function has: the survey's pages with their assets, and the page that says that
/// there is none. A language at its beginning decides (<c>/fr</c>); without them the browser's is taken.</summary>
public sealed class SurveyPage(
    PageWriter pages,
    Definition definition,
    CurrentWaves waves,
    TimeProvider time,
    FurtherPage? further = null
)
{
    /// <summary>What the route makes of the bare address.</summary>
    private const string Home = "home";

    [Function(nameof(SurveyPage))]
    [Described(
        "The survey's page in the browser's language or the one named; between waves, when the next one opens",
        Statuses = [200, 404, 503],
        Answers = typeof(string),
        Media = "text/html",
        Refuses = [nameof(Problems.NotFound)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "{*path:regex(^[a-z0-9._/-]+$)=home}"
        )]
            HttpRequest request
    )
    {
        var path = (request.RouteValues["path"] as string ?? "").TrimEnd('/');
        if (PageAssets.Find(path) is { } asset)
            return asset.Reply();
        if (path == "api" || path.StartsWith("api/", StringComparison.Ordinal))
            return Problems.NotFound.Because("No such address.");

        var parts = path.Split('/', 2);
        var decided = definition.Instrument.Languages.Contains(parts[0]);
        if (decided)
            return await PageAsync(parts[0], parts.ElementAtOrDefault(1) ?? "", decided);
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var language = ReadersLanguage.Of(request, definition.Instrument.Languages);
        return await PageAsync(language, path, decided);
    }

    private Task<IResult> PageAsync(string language, string page, bool decided) =>
        page switch
        {
            "" => SurveyAsync(language),
            Home => SurveyAsync(language),
            "thanks" => pages.ThanksAsync(language),
            _ => pages.Find(language, page, everyLanguage: !decided)
                ?? FurtherAsync(language, page),
        };

    private async Task<IResult> FurtherAsync(string language, string page) =>
        further is not null && await further(language, page) is { } found
            ? found
            : await pages.MessageAsync(language, "not-found", StatusCodes.Status404NotFound);

    private async Task<IResult> SurveyAsync(string language)
    {
        try
        {
            var seen = await waves.GetAsync();
            var now = time.GetUtcNow();
            return seen.OpenAt(now) is { } wave
                ? await pages.Of(wave.Instrument).SurveyAsync(language, wave.Id, wave.Synthetic)
                : await pages.BetweenAsync(
                    language,
                    definition.Pages.Operator is null
                        ? null
                        : definition.Calendar.DayOf(seen.NextOpening(now))
                );
        }
        catch (StorageUnavailableException)
        {
            return await pages.MessageAsync(
                language,
                "unavailable",
                StatusCodes.Status503ServiceUnavailable
            );
        }
    }
}
