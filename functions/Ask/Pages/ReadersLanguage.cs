using Microsoft.Net.Http.Headers;

namespace Survey.Ask.Pages;

/// <summary>The language a browser asks for.</summary>
public static class ReadersLanguage
{
    /// <summary>The one of <paramref name="languages"/> that Accept-Language likes best; the first when it likes none.</summary>
    public static string Of(HttpRequest request, IReadOnlyList<string> languages)
    {
        if (
            !StringWithQualityHeaderValue.TryParseList(
                request.Headers.AcceptLanguage,
                out var accepted
            )
        )
            return languages[0];
        return accepted
                .Where(one => one.Quality is not 0)
                .OrderByDescending(one => one.Quality ?? 1)
                .Select(one => languages.FirstOrDefault(language => Speaks(one.Value, language)))
                .FirstOrDefault(language => language is not null)
            ?? languages[0];
    }

    private static bool Speaks(
        Microsoft.Extensions.Primitives.StringSegment tag,
        string language
    ) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == language.Length || tag[language.Length] == '-');
}
