using System.Globalization;

namespace Survey.Publish;

/// <summary>Numbers as a table's text; null: none.</summary>
internal static class Cell
{
    public static string? Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>4 decimals.</summary>
    public static string? Four(decimal? value) =>
        value?.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>2 decimals.</summary>
    public static string? Two(decimal? value) =>
        value?.ToString("0.00", CultureInfo.InvariantCulture);
}
