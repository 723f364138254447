using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A group beside the rest of its base, or (<c>overall</c>) all groups of a breakdown tested together.</summary>
/// <param name="GroupBy">The breakdown's id.</param>
/// <param name="Group">As the files name it.</param>
/// <param name="Difference">Of proportions, 4 decimals, as are its interval and all p-values.</param>
/// <param name="QValue">Adjusted by Benjamini and Hochberg over the release.</param>
/// <param name="F">Of <c>overall</c>, 4 decimals; its degrees of freedom 2.</param>
/// <param name="Status">published, why it is held back, or why there is nothing to say.</param>
public sealed record ComparisonRow(
    string Indicator,
    string GroupBy,
    string Group,
    decimal? Difference,
    decimal? CiLow,
    decimal? CiHigh,
    decimal? PValue,
    decimal? QValue,
    decimal? F,
    decimal? Df1,
    decimal? Df2,
    string Status
);

/// <summary>A comparison that may be shown, or why not.</summary>
internal sealed record ComparisonDraft(
    string Indicator,
    Breakdown By,
    string Group,
    GroupDifference? Difference,
    Dependence? Overall,
    string Status
)
{
    public const string OverallGroup = "overall";

    /// <summary>NaN where it may not be shown.</summary>
    public double P => IsShown ? Difference?.P ?? Overall!.P : double.NaN;

    public bool IsShown => Status == FileWords.Of(Publish.Status.Published);

    /// <summary>Every group of every breakdown, and the breakdown as a whole, in the order of the files.</summary>
    public static IEnumerable<ComparisonDraft> Of(
        Definition definition,
        ImmutableArray<Compared> compared,
        Held held
    )
    {
        foreach (var one in compared)
        {
            var by = definition.Reporting.BreakdownOf(one.GroupBy);
            foreach (var group in one.Groups)
                yield return new(
                    one.Indicator,
                    by,
                    group.Group,
                    group,
                    null,
                    FileWords.Of(held.OfComparison(one.Indicator, by.Id, group.Group), group.Reason)
                );
            yield return new(
                one.Indicator,
                by,
                OverallGroup,
                null,
                one.Overall,
                FileWords.Of(held.OfBreakdown(one.Indicator, by.Id), one.Overall.Reason)
            );
        }
    }

    public ComparisonRow Row(double q)
    {
        var (difference, overall) = IsShown ? (Difference, Overall) : (null, null);
        return new(
            Indicator,
            By.Id,
            Group == OverallGroup ? Group : FileGroup.IdOf(By, Group),
            Rounded.To(4, difference?.Difference),
            Rounded.To(4, difference?.Low),
            Rounded.To(4, difference?.High),
            Rounded.To(4, P),
            Rounded.To(4, q),
            Rounded.To(4, overall?.F),
            Rounded.To(2, overall?.Degrees1),
            Rounded.To(2, overall?.Degrees2),
            Status
        );
    }
}
