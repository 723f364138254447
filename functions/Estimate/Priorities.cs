using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Where money could help most: groups that are clearly worse off than the rest of the base, by how many people
/// that is.</summary>
public static class Priorities
{
    private const double FalseFindings = 0.05;
    private const double FivePoints = 0.05;

    /// <summary>Allows for the rounding error of a difference of decimals.</summary>
    private const double Rounding = 1e-12;

    /// <summary>One entry per indicator, the one with most people first.</summary>
    /// <param name="candidates">Comparisons of indicators with a good and a bad direction, in groups that may be named
    /// here.</param>
    public static ImmutableArray<Priority> Of(IEnumerable<Candidate> candidates) =>
        [
            .. candidates
                .Where(IsClear)
                .Select(Entry)
                .GroupBy(one => one.Indicator)
                .Select(ofOne => ofOne.OrderByDescending(one => one.AtLeast).ToImmutableArray())
                .Select(ofOne => new Priority(ofOne[0], ofOne[1..]))
                .OrderByDescending(priority => priority.Strongest.AtLeast),
        ];

    private static bool IsClear(Candidate one) =>
        one.Difference.Reason is null
        && one.Q < FalseFindings
        && Worse(one, one.Difference.Difference) >= FivePoints - Rounding;

    private static PriorityGroup Entry(Candidate one)
    {
        var worse = Worse(one, one.Difference.Difference);
        var nearest = Math.Min(Worse(one, one.Difference.Low), Worse(one, one.Difference.High));
        return new PriorityGroup(
            one.Indicator.Id,
            one.GroupBy,
            one.Difference.Group,
            worse,
            one.Asked * worse,
            one.Asked * nearest
        );
    }

    /// <summary>How much worse a difference is; negative: better.</summary>
    private static double Worse(Candidate one, double difference) =>
        one.Indicator.Good switch
        {
            Good.Up => -difference,
            Good.Down => difference,
            _ => 0,
        };
}

/// <summary>A group that may be worse off than the rest.</summary>
/// <param name="Q">The difference's p-value, adjusted by <see cref="AdjustedP.BenjaminiHochberg"/> over the release.</param>
/// <param name="Asked">People in the group who are asked.</param>
public sealed record Candidate(
    Indicator Indicator,
    string GroupBy,
    GroupDifference Difference,
    double Q,
    double Asked
);

/// <param name="Others">Further groups that are worse off in the same indicator.</param>
public sealed record Priority(PriorityGroup Strongest, ImmutableArray<PriorityGroup> Others);

/// <param name="Points">How much worse than the rest: 0 to 1.</param>
/// <param name="People">That many people would not be affected if the group were as the rest.</param>
/// <param name="AtLeast">The lower limit of its 95 % interval, by which groups are ranked.</param>
public sealed record PriorityGroup(
    string Indicator,
    string GroupBy,
    string Group,
    double Points,
    double People,
    double AtLeast
);
