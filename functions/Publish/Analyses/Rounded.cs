namespace Survey.Publish;

/// <summary>Numbers as files have them.</summary>
internal static class Rounded
{
    /// <summary>Beyond this a number says nothing, and is left out.</summary>
    private const double Largest = 1e9;

    /// <summary>Null for what is not a number of a sensible size.</summary>
    public static decimal? To(int decimals, double value) =>
        Math.Abs(value) <= Largest
            ? decimal.Round((decimal)value, decimals, MidpointRounding.AwayFromZero)
            : null;
}
