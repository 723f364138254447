using System.Text;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>The page that asks for a key.</summary>
internal static class SignInPage
{
    /// <summary>Where to go on when nobody says.</summary>
    public const string Releases = "/releases";

    /// <summary>In place of the page that was asked for.</summary>
    public static Task<IResult> AskAsync(HttpRequest request, Definition definition) =>
        WriteAsync(
            request,
            definition,
            StatusCodes.Status401Unauthorized,
            request.Path.ToUriComponent(),
            // What a form was sent to is no page to go on with.
            HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? KeyCheck.AddressOf(request)
                : Releases,
            null
        );

    /// <param name="path">Where the reader is, without a query.</param>
    /// <param name="said">The word that says what was wrong; null: nothing.</param>
    public static Task<IResult> WriteAsync(
        HttpRequest request,
        Definition definition,
        int status,
        string path,
        string to,
        string? said
    ) =>
        WriteAsync<SignInDocument>(
            PageContext.Of(request, definition),
            status,
            ("Path", path),
            ("To", to),
            ("Said", said)
        );

    public static async Task<IResult> WriteAsync<TPage>(
        PageContext view,
        int status,
        params (string, object?)[] parameters
    )
        where TPage : PageComponent<PageContext> =>
        new PageBytes(
            Encoding.UTF8.GetBytes(await Html.RenderAsync<TPage>(view, parameters)),
            "text/html; charset=utf-8",
            PageBytes.NoStore
        ).Reply(status);
}
