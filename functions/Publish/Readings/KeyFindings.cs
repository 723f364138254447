using System.Collections.Immutable;
using Survey.Estimate;

namespace Survey.Publish.Readings;

/// <summary>What to say first of a release, and no more than its intervals allow. Headlines come first, then what changed
/// or differs most; one finding a question.</summary>
public static class KeyFindings
{
    private const int Most = 5;
    private const decimal FalseFindings = 0.05m;
    private const decimal FivePoints = 0.05m;

    /// <summary>At most five, beside the foremost headline, which is told in full.</summary>
    public static ImmutableArray<Finding> Of(ReleaseView release)
    {
        var told = release.Headline().Select(one => one.Variable).ToHashSet();
        var headlines = release
            .Texts.Headlines.Skip(1)
            .SelectMany(headline => headline.Indicators)
            .ToArray();
        var candidates =
            from indicator in release.Indicators
            where !told.Contains(indicator.Variable)
            let isHeadline = headlines.Contains(indicator.Id)
            let finding = Strongest(release, indicator)
            where finding is not null
            // Of what is no headline, only what stands out.
            where isHeadline || finding.Kind != FindingKind.Share
            orderby isHeadline
                ? Array.IndexOf(headlines, indicator.Id)
                : headlines.Length, finding.Strength descending
            select (indicator.Variable, finding);
        return
        [
            .. candidates.DistinctBy(one => one.Variable).Take(Most).Select(one => one.finding),
        ];
    }

    /// <summary>A change, else a group that differs, else the share itself; null: nothing of it is published.</summary>
    private static Finding? Strongest(ReleaseView release, IndicatorView indicator)
    {
        if (
            release.Total(indicator)
            is not { Estimate: { } estimate, CiLow: { } low, CiHigh: { } high } total
        )
            return null;
        var share = Finding.OfShare(indicator.Id, total.GroupBy, total.Group, estimate, low, high);
        return ChangeOf(release, indicator, share)
            ?? GroupOf(release, indicator)
            // An interval that takes in almost everything says nothing.
            ?? (share is { Above: 0, Below: 1 } ? null : share);
    }

    private static Finding? ChangeOf(ReleaseView release, IndicatorView indicator, Finding share) =>
        release
            .ChangesOf(indicator.Id)
            .Where(change =>
                change.Verdict == FileWords.Of(Verdict.Higher)
                || change.Verdict == FileWords.Of(Verdict.Lower)
            )
            .Select(change =>
                share with
                {
                    Kind = FindingKind.Change,
                    Difference = new(
                        change.Difference!.Value,
                        change.CiLow!.Value,
                        change.CiHigh!.Value
                    ),
                    Against = change.Against,
                }
            )
            .FirstOrDefault();

    private static Finding? GroupOf(ReleaseView release, IndicatorView indicator) =>
        (
            from compared in release.Analyses.Comparisons
            where compared.Indicator == indicator.Id && compared.QValue < FalseFindings
            where
                compared
                    is { CiLow: > 0, Difference: >= FivePoints }
                        or { CiHigh: < 0, Difference: <= -FivePoints }
            from row in indicator.Groups
            where (row.GroupBy, row.Group) == (compared.GroupBy, compared.Group)
            where row is { Estimate: not null, CiLow: not null, CiHigh: not null }
            let finding = Finding.OfShare(
                indicator.Id,
                row.GroupBy,
                row.Group,
                row.Estimate!.Value,
                row.CiLow!.Value,
                row.CiHigh!.Value
            ) with
            {
                Kind = FindingKind.Group,
                Difference = new(
                    compared.Difference!.Value,
                    compared.CiLow!.Value,
                    compared.CiHigh!.Value
                ),
            }
            orderby finding.Strength descending
            select finding
        ).FirstOrDefault();
}
