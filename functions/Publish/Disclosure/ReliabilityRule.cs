using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Rule 2: rows too uncertain to be read, by the standards of the National Center for Health Statistics (NCHS,
/// Series 2, no. 175, 2017) and an upper bound on one respondent's weight. They are hidden for their quality: nothing
/// else is hidden to protect them.</summary>
internal static class ReliabilityRule
{
    private const double SmallestEffectiveSize = 30;
    private const double LargestShare = 0.1;

    /// <summary>An interval this wide says too little of any proportion, one this narrow enough of any.</summary>
    private const double Wide = 0.3;
    private const double Narrow = 0.05;

    /// <summary>An interval's width as a part of the proportion, at most.</summary>
    private const double RelativeWidth = 1.3;

    public static void Apply(SuppressionTable table)
    {
        foreach (var (indicator, group) in table.Places().Where(table.IsReported))
            if (IsUnreliable(table[indicator, group]))
                table.Suppress(new Place(indicator, group), Status.Unreliable);
    }

    internal static bool IsUnreliable(Proportion row)
    {
        var width = row.High - row.Low;
        return row.Base > 0
            && (
                row.EffectiveSize < SmallestEffectiveSize
                || row.LargestShare > LargestShare
                || width >= Wide
                || (width > Narrow && width > RelativeWidth * row.Estimate)
            );
    }
}
