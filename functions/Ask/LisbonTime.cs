using System.Globalization;

namespace Survey.Ask;

/// <summary>Waves open and close at 00:00 in Lisbon; everything is kept and written in UTC.</summary>
public static class LisbonTime
{
    // Windows without ICU knows the same rules under its own name only.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.TryFindSystemTimeZoneById(
        "Europe/Lisbon",
        out var zone
    )
        ? zone
        : TimeZoneInfo.FindSystemTimeZoneById("GMT Standard Time");

    /// <summary>The calendar day in Lisbon at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a day begins in Lisbon, UTC.</summary>
    public static DateTimeOffset Midnight(DateOnly day) =>
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone), TimeSpan.Zero);

    public static bool IsMidnight(DateTimeOffset instant) => Midnight(DayOf(instant)) == instant;

    /// <summary>ISO 8601 in UTC, to the second: <c>2026-09-30T23:00:00Z</c>.</summary>
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
