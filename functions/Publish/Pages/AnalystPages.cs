using Survey.Ask.Pages;

namespace Survey.Publish.Pages;

/// <summary>Pages of releases as answers, in a language that may be the browser's.</summary>
internal static class AnalystPages
{
    public static async Task<IResult> WriteAsync<TPage>(
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

    public static Task<IResult> NotFoundAsync(PageContext view) =>
        WriteAsync<NoRelease>(view, StatusCodes.Status404NotFound);
}
