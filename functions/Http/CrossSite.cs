using Microsoft.Net.Http.Headers;

namespace Survey.Http;

/// <summary>A page of another site must not send in a visitor's name. Browsers say where a request comes from; programs
/// that are no browser say nothing and pass.</summary>
internal static class CrossSite
{
    /// <summary>By Sec-Fetch-Site, and of a browser too old for it by Origin.</summary>
    public static bool Comes(HttpRequest request)
    {
        if (KeyCheck.IsRead(request))
            return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        // "null": our own pages too, as they send no referrer.
        return request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin
            && origin != "null"
            && !origin.EndsWith($"://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
