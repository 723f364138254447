using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;

namespace Survey.Http;

/// <summary>The page that asks for a key, in place of the one that needs it.</summary>
internal delegate Task<IResult> AskForKey(HttpRequest request);

/// <summary>Whether a request may run a function that needs a key: programs send the key, browsers a cookie that stands
/// for it and, with a form, the form's own token.</summary>
internal sealed class KeyCheck(KeyGuard keys, SignInCookie cookie, AskForKey ask)
{
    private const string Code = "code";

    /// <returns>The answer in place of the function's; null: it may run.</returns>
    public async Task<IResult?> AnswerAsync(KeyHolder needed, HttpContext context)
    {
        var request = context.Request;
        string? inHeader = request.Headers["x-functions-key"];
        if ((inHeader ?? request.Query[Code]) is { } key)
        {
            var holder = await keys.HolderOfAsync(key, context.RequestAborted);
            if (!Keys.Opens(holder, needed))
                return await RefuseAsync(request);
            if (inHeader is not null || !IsForReading(request))
                return null;
            cookie.Set(context, holder!.Value);
            return new SeeOther(AddressOf(request));
        }
        var user = cookie.Read(request);
        if (!Keys.Opens(SignInCookie.HolderOf(user), needed))
            return await RefuseAsync(request);
        context.User = user!;
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        return IsRead(request) || await antiforgery.IsRequestValidAsync(context)
            ? null
            : Problems.StaleForm.Because("Open the page again and send its form.");
    }

    /// <summary>Path and query, without a key.</summary>
    public static string AddressOf(HttpRequest request) =>
        request.PathBase.Add(request.Path)
        + QueryString.Create(request.Query.Where(one => !IsCode(one.Key))).ToUriComponent();

    private Task<IResult> RefuseAsync(HttpRequest request) =>
        WantsPage(request)
            ? ask(request)
            : Task.FromResult(Problems.KeyNeeded.Because("Send a key as x-functions-key."));

    private static bool IsForReading(HttpRequest request) => IsRead(request) && WantsPage(request);

    /// <summary>It has no body and changes nothing.</summary>
    public static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>As browsers do when somebody goes to an address or sends a form.</summary>
    private static bool WantsPage(HttpRequest request) =>
        request
            .Headers[HeaderNames.Accept]
            .ToString()
            .Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsCode(string name) =>
        name.Equals(Code, StringComparison.OrdinalIgnoreCase);
}
