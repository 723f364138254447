using Survey.Ask;

namespace Survey.Publish.Readings;

public enum ClaimVerdict
{
    CannotTell,
    Supports,
    Contradicts,
}

/// <summary>Why a claim's indicator has the verdict it has.</summary>
public enum VerdictReason
{
    /// <summary>The whole interval lies on one side.</summary>
    Clear,

    /// <summary>The interval lies on both sides.</summary>
    Undecided,

    /// <summary>The claim names nothing that a figure could be held against.</summary>
    NothingToTest,

    /// <summary>The figure is not published.</summary>
    NoFigure,
}

/// <summary>What an indicator says of its claim, as the survey's data read it: for or against only where the whole 95 %
/// interval says so, and of groups only where the difference stands after the adjustment for many tests.</summary>
public sealed record ClaimReading(ClaimVerdict Verdict, VerdictReason Reason)
{
    private const decimal FalseFindings = 0.05m;

    public static ClaimReading Of(ReleaseView release, IndicatorView indicator) =>
        release.TextsOf(indicator.Id)?.Expects switch
        {
            null => new(ClaimVerdict.CannotTell, VerdictReason.NothingToTest),
            { MoreIn: { } group } => OfGroup(release, indicator.Id, group),
            var expects => OfShare(release.Total(indicator), expects),
        };

    private static ClaimReading OfShare(RowView? total, Expectation expects) =>
        total is { CiLow: { } low, CiHigh: { } high }
            ? Decide(
                low >= (expects.From ?? 0) && high <= (expects.To ?? 1),
                high < (expects.From ?? 0) || low > (expects.To ?? 1)
            )
            : new(ClaimVerdict.CannotTell, VerdictReason.NoFigure);

    private static ClaimReading OfGroup(ReleaseView release, string indicator, ItemOption group)
    {
        var by = release.Texts.Breakdowns.First(one =>
            one.Items is [var item] && item == group.Item
        );
        var name = FileGroup.PartOf(group.Item, group.Option);
        var compared = release.Analyses.Comparisons.FirstOrDefault(one =>
            (one.Indicator, one.GroupBy, one.Group) == (indicator, by.Id, name)
        );
        return compared is { CiLow: { } low, CiHigh: { } high, QValue: { } q }
            ? Decide(low > 0 && q < FalseFindings, high < 0 && q < FalseFindings)
            : new(ClaimVerdict.CannotTell, VerdictReason.NoFigure);
    }

    private static ClaimReading Decide(bool isFor, bool isAgainst) =>
        isFor ? new(ClaimVerdict.Supports, VerdictReason.Clear)
        : isAgainst ? new(ClaimVerdict.Contradicts, VerdictReason.Clear)
        : new(ClaimVerdict.CannotTell, VerdictReason.Undecided);
}
