using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

/// <summary>A key becomes a cookie for a working day, so that no address has to hold it.</summary>
public sealed class SignIn(Definition definition, KeyGuard keys, SignInCookie cookie)
{
    [Function(nameof(SignIn))]
    [Described(
        "The page that asks for a key; its form makes of the key a cookie for analysts' or admins' pages",
        Takes = "SignIn",
        Statuses = [200, 303, 401],
        Answers = typeof(string),
        Media = "text/html",
        Header = "Location"
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "sign-in")]
            HttpRequest request
    )
    {
        if (!HttpMethods.IsPost(request.Method))
            return await PageAsync(StatusCodes.Status200OK, null);
        var form = await ReadAsync(request);
        var to = form["to"].ToString();
        if (!SeeOther.IsOurs(to))
            to = SignInPage.Releases;
        // What is pasted may end with a space or a line.
        var key = form["key"].ToString().Trim();
        if (await keys.HolderOfAsync(key, request.HttpContext.RequestAborted) is not { } holder)
            return await PageAsync(StatusCodes.Status401Unauthorized, "sign-in-wrong", to);
        cookie.Set(request.HttpContext, holder);
        if (holder == KeyHolder.Admin && to == SignInPage.Releases)
            to = SignInPage.Desk;
        return new SeeOther(to);

        Task<IResult> PageAsync(int status, string? said, string to = SignInPage.Releases) =>
            SignInPage.WriteAsync(request, definition, status, "/sign-in", to, said);
    }

    /// <summary>Empty when the request brings no form.</summary>
    internal static async Task<IFormCollection> ReadAsync(HttpRequest request)
    {
        try
        {
            if (request.HasFormContentType)
                return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            // As good as no form.
        }
        return FormCollection.Empty;
    }
}
