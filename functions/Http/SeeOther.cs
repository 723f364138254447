using System.Text.RegularExpressions;

namespace Survey.Http;

/// <summary>Sends the browser on to another page of ours, to be fetched by GET.</summary>
internal sealed partial class SeeOther(string address) : IResult
{
    /// <summary>Whether it is a path here, and no address elsewhere in disguise.</summary>
    public static bool IsOurs(string address) => OurPath().IsMatch(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = address;
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }

    // "//other" and "/\other" are other sites to a browser.
    [GeneratedRegex(@"^/([A-Za-z0-9._~%!$&'()*+,;=:@?-][A-Za-z0-9._~%!$&'()*+,;=:@?/-]*)?\z")]
    private static partial Regex OurPath();
}
