using System.Security.Claims;

namespace Survey.Http;

/// <summary>Who does something behind a key, for the record.</summary>
internal static class Actor
{
    /// <summary>A sign-in is named by the beginning of its number, so that what was done in one belongs together.</summary>
    public static string Of(HttpRequest request) =>
        request.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? $"admin sign-in {id[..6]}"
            : "admin key";
}
