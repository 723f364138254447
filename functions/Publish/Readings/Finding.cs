using System.Collections.Immutable;

namespace Survey.Publish.Readings;

public enum FindingKind
{
    Share,

    /// <summary>Everybody, beside everybody in an earlier wave.</summary>
    Change,

    /// <summary>A group, beside the rest of its base.</summary>
    Group,
}

/// <summary>An estimate with its 95 % interval.</summary>
public sealed record Range(decimal Estimate, decimal Low, decimal High);

/// <summary>Something that may be said of an indicator in a group.</summary>
/// <param name="Above">The largest simple fraction that lies below the whole interval; 0: none.</param>
/// <param name="Below">The smallest that lies above it; 1: none.</param>
public sealed record Finding(
    FindingKind Kind,
    string Indicator,
    string GroupBy,
    string Group,
    Range Share,
    decimal Above,
    decimal Below
)
{
    /// <summary>Fractions that every language has a word for.</summary>
    private static readonly ImmutableArray<decimal> Fractions = [0.1m, 0.25m, 0.5m, 0.75m, 0.9m];

    /// <summary>From the earlier wave, or from the rest; of a share null.</summary>
    public Range? Difference { get; init; }

    /// <summary>The earlier wave.</summary>
    public string? Against { get; init; }

    /// <summary>How far the difference's interval is from 0.</summary>
    public decimal Strength =>
        Difference is { } difference
            ? Math.Min(Math.Abs(difference.Low), Math.Abs(difference.High))
            : 0;

    public static Finding OfShare(
        string indicator,
        string by,
        string group,
        decimal estimate,
        decimal low,
        decimal high
    ) =>
        new(
            FindingKind.Share,
            indicator,
            by,
            group,
            new Range(estimate, low, high),
            Fractions.LastOrDefault(fraction => fraction < low),
            Fractions.FirstOrDefault(fraction => fraction > high, 1)
        );
}
