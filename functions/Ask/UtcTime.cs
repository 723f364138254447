using System.Globalization;

namespace Survey.Ask;

/// <summary>Times as they are written and read: ISO 8601, kept in UTC.</summary>
public static class UtcTime
{
    /// <summary>To the second: <c>2026-09-30T23:00:00Z</c>.</summary>
    public static string Iso(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads ISO 8601 with a zone (<c>Z</c> or an offset), as UTC; null when it is something else.</summary>
    public static DateTimeOffset? ParseIso(string text) =>
        text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _]
        && DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
}
