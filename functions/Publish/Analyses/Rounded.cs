namespace Survey.Publish;

/// <summary>Numbers as files have them.</summary>
internal static class Rounded
{
    /// <summary>Beyond this a number says nothing, and is left out.</summary>
    private const double Largest = 1e9;

    /// <summary>Null for none, and for what is not a number of a sensible size.</summary>
    public static decimal? To(int decimals, double? value) =>
        value is { } number && Math.Abs(number) <= Largest
            ? decimal.Round((decimal)number, decimals, MidpointRounding.AwayFromZero)
            : null;
}
