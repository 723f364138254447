using Survey.Ask;
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

    /// <param name="withdrawal">Null: there never was such a page.</param>
    public static Task<IResult> NotFoundAsync(PageContext view, Withdrawal? withdrawal = null) =>
        WriteAsync<NoRelease>(
            view,
            withdrawal is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone,
            ("Withdrawal", withdrawal)
        );
}
