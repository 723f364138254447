using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

/// <summary>A key becomes a cookie for a working day, so that no address has to hold it.</summary>
public sealed class SignIn(
    Definition definition,
    Keys keys,
    SignInCookie cookie,
    SubmissionLimiter limiter
)
{
    [Function(nameof(SignIn))]
    [Described(
        "The page that asks for a key; its form makes of the key a cookie for analysts' or admins' pages",
        Takes = "SignIn",
        Statuses = [200, 303, 401, 429],
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
        if (limiter.TryTake(request.HttpContext) is { } wait)
        {
            request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
            return await PageAsync(StatusCodes.Status429TooManyRequests, "sign-in-wait");
        }
        var form = await ReadAsync(request);
        var to = form["to"].ToString();
        if (!SeeOther.IsOurs(to))
            to = SignInPage.Releases;
        // What is pasted may end with a space or a line.
        if (keys.HolderOf(form["key"].ToString().Trim()) is not { } holder)
            return await PageAsync(StatusCodes.Status401Unauthorized, "sign-in-wrong", to);
        cookie.Set(request.HttpContext, holder);
        return new SeeOther(to);

        Task<IResult> PageAsync(int status, string? said, string to = SignInPage.Releases) =>
            SignInPage.WriteAsync(request, definition, status, "/sign-in", to, said);
    }

    private static async Task<IFormCollection> ReadAsync(HttpRequest request)
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
