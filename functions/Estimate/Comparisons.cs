using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How each group of a breakdown differs from everybody else in the indicator's base.</summary>
internal static class Comparisons
{
    /// <summary>An error below this is a rounding error: the margins explain the answers of everybody.</summary>
    private const double Rounding = 1e-12;

    /// <param name="groups">Of one breakdown; no cell is in two of them.</param>
    public static Compared Of(Indicator indicator, IReadOnlyList<Group> groups, Sample sample)
    {
        var counts = IndicatorCounts.Of(
            indicator,
            sample,
            Enumerable.Range(0, sample.People.Length)
        );
        return new Compared(
            indicator.Id,
            groups[0].By,
            [.. groups.Select(group => Difference(group, counts, sample))],
            RaoScott.Test(
                sample,
                [
                    .. groups.SelectMany(
                        (group, place) => group.Cells.SelectMany(cell => Table(cell, place))
                    ),
                ]
            )
        );

        IEnumerable<Alike> Table(int cell, int group) =>
            (
                (Alike[])
                    [
                        new(cell, [group, 0], counts.Base[cell] - counts.Yes[cell]),
                        new(cell, [group, 1], counts.Yes[cell]),
                    ]
            ).Where(one => one.Count > 0);
    }

    /// <summary>As R's <c>svyglm(yes ~ group)</c> has it: the difference of two ratios, its error from the difference of
    /// their linearised variables.</summary>
    private static GroupDifference Difference(Group group, IndicatorCounts counts, Sample sample)
    {
        var inside = new bool[counts.Base.Length];
        foreach (var cell in group.Cells)
            inside[cell] = true;
        var own = new Part(counts, sample, cell => inside[cell]);
        var rest = new Part(counts, sample, cell => !inside[cell]);
        if (own.Base == 0 || rest.Base == 0)
            return new GroupDifference(group.Id, NotEstimable.Nobody);
        var degrees = own.Base + rest.Base - 2;
        if (degrees < 1)
            return new GroupDifference(group.Id, NotEstimable.NoDegrees);

        var variance = counts.Variance(
            sample,
            cell =>
            {
                var (part, sign) = inside[cell] ? (own, 1) : (rest, -1);
                return (sign * (1 - part.Share) / part.Weight, sign * -part.Share / part.Weight);
            }
        );
        var (difference, error) = (own.Share - rest.Share, Math.Sqrt(variance));
        if (error < Rounding)
            return new GroupDifference(group.Id, NotEstimable.NoVariance);
        var reach = Intervals.StudentT975(degrees) * error;
        return new GroupDifference(
            group.Id,
            null,
            difference,
            error,
            difference - reach,
            difference + reach,
            Tails.TwoSidedT(difference / error, degrees)
        );
    }

    /// <summary>The group, or the rest of the base.</summary>
    private sealed class Part
    {
        public Part(IndicatorCounts counts, Sample sample, Func<int, bool> isIn)
        {
            var yes = 0.0;
            for (var cell = 0; cell < counts.Base.Length; cell++)
                if (isIn(cell))
                {
                    Base += counts.Base[cell];
                    Weight += counts.Base[cell] * sample.Weights[cell];
                    yes += counts.Yes[cell] * sample.Weights[cell];
                }
            Share = yes / Weight;
        }

        public long Base { get; }

        public double Weight { get; }

        public double Share { get; }
    }
}

/// <summary>An indicator over the groups of a breakdown.</summary>
/// <param name="Overall">Whether the groups differ at all; who is in none of them is left out.</param>
public sealed record Compared(
    string Indicator,
    string GroupBy,
    ImmutableArray<GroupDifference> Groups,
    Dependence Overall
);

/// <summary>A group's share less that of the rest of the base.</summary>
/// <param name="Reason">Why there are no figures; null: there are.</param>
/// <param name="Difference">-1 to 1, with its 95 % interval.</param>
/// <param name="P">Of there being no difference.</param>
public sealed record GroupDifference(
    string Group,
    NotEstimable? Reason,
    double Difference = double.NaN,
    double StandardError = double.NaN,
    double Low = double.NaN,
    double High = double.NaN,
    double P = double.NaN
);
