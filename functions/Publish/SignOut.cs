using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>Takes the cookie back that stands for a key.</summary>
public sealed class SignOut(Definition definition, SignInCookie cookie, IServiceProvider services)
{
    [Function(nameof(SignOut))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "The page with the button that signs out, and what the button does",
        Takes = "Token",
        Statuses = [200, 303],
        Answers = typeof(string),
        Media = "text/html",
        Header = "Location"
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "sign-out")]
            HttpRequest request
    )
    {
        var context = request.HttpContext;
        var view = PageContext.Of(request, definition);
        if (HttpMethods.IsPost(request.Method))
        {
            cookie.Remove(context);
            return new SeeOther(view.Link("/sign-in"));
        }
        var token = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return await SignInPage.WriteAsync<SignOutDocument>(
            view,
            StatusCodes.Status200OK,
            ("Token", token)
        );
    }
}
