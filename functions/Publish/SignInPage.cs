using Survey.Ask;
using Survey.Http;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>The page that asks for a key.</summary>
internal static class SignInPage
{
    /// <summary>Where to go on when nobody says.</summary>
    public const string Releases = "/releases";

    /// <summary>In its place for admins.</summary>
    public const string Desk = "/manage";

    /// <summary>In place of the page that was asked for.</summary>
    public static Task<IResult> AskAsync(HttpRequest request, Definition definition) =>
        WriteAsync(
            request,
            definition,
            StatusCodes.Status401Unauthorized,
            request.Path.ToUriComponent(),
            // What a form was sent to is no page to go on with.
            KeyCheck.IsRead(request)
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
        AnalystPages.WriteAsync<SignInDocument>(
            PageContext.Of(request, definition),
            status,
            ("Path", path),
            ("To", to),
            ("Said", said)
        );
}
