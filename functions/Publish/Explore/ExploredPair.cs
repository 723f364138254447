using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Two figures of an indicator beside each other.</summary>
/// <param name="Difference">The first less the second, -1 to 1, with its 95 % interval; null: it is not known, or has
/// none.</param>
/// <param name="QValue">Of two groups.</param>
/// <param name="Verdict">Of two waves: what may be said, in the words of changes.csv.</param>
/// <param name="Why">The word of why there is no difference or no interval; null: both are there.</param>
public sealed record ExploredPair(
    ExploredRow First,
    ExploredRow Second,
    decimal? Difference = null,
    decimal? Low = null,
    decimal? High = null,
    decimal? QValue = null,
    string? Verdict = null,
    string? Why = null
)
{
    /// <summary>Two waves, whose respondents are not the same people: made from both rows as changes.csv is.</summary>
    internal static ExploredPair OfWaves(ExploredRow later, ExploredRow earlier)
    {
        var pair = new ExploredPair(later, earlier);
        if (
            later.Row is not { Estimate: not null } row
            || earlier.Row is not { Estimate: not null } old
        )
            return pair with { Why = "explore-hidden" };
        var change = ChangeRow.Between(
            earlier.InWave,
            later.Wave.Indicator!,
            row,
            old,
            earlier.Wave.Indicator!.Wording != later.Wave.Indicator!.Wording
        );
        return pair with
        {
            Difference = change.Difference,
            Low = change.CiLow,
            High = change.CiHigh,
            Verdict = change.Verdict,
            Why =
                change.Break ? "break-note"
                : change.CiLow is null ? "explore-no-interval"
                : null,
        };
    }

    /// <summary>Two groups of one wave, whose figures depend on each other by their weights: what comparisons.csv has, and
    /// nothing of our own.</summary>
    /// <param name="areAll">The breakdown has no third group: the rest of one is the other.</param>
    internal static ExploredPair OfGroups(ExploredRow one, ExploredRow other, bool areAll)
    {
        var pair = new ExploredPair(one, other);
        if (!areAll)
            return pair with { Why = "explore-not-tested" };
        return RestOf(one) switch
        {
            { Difference: not null, Status: var status } row
                when status == FileWords.Of(Status.Published) => pair with
            {
                Difference = row.Difference,
                Low = row.CiLow,
                High = row.CiHigh,
                QValue = row.QValue,
            },
            { Status: var status } when IsHeldBack(status) => pair with
            {
                Why = $"status-{status}",
            },
            _ => pair with { Why = "no-test" },
        };
    }

    /// <summary>A group beside the rest of its base; null: the wave compares none.</summary>
    public static ComparisonRow? RestOf(ExploredRow row) =>
        row.Wave.Release.Analyses.Comparisons.FirstOrDefault(one =>
            (one.Indicator, one.GroupBy, one.Group) == (row.Of.Id, row.By, row.Group)
        );

    private static bool IsHeldBack(string status) =>
        !Enum.GetValues<NotEstimable>().Any(why => FileWords.Of(why) == status);
}
