namespace Survey.Publish;

/// <summary>Between which numbers a published row's counts of yes and no are.</summary>
internal readonly record struct FileCounts(
    double LeastYes,
    double LargestYes,
    double LeastNo,
    double LargestNo
)
{
    /// <summary>A base is rounded to 5. The share is weighted: a weight is at most so many times another, and the odds of
    /// yes, unweighted, no further off.</summary>
    public static FileCounts Of(RowView row, Weights? weights)
    {
        var (least, largest) = ((double)row.Base! - 2.5, (double)row.Base + 2.5);
        if (row.Status == FileWords.Of(Status.ExactInterval))
            return row.Estimate == 0 ? new(0, 0, least, largest) : new(least, largest, 0, 0);
        var ratio = weights is null ? 1 : (double)(weights.Largest / weights.Smallest);
        var (low, high) = ((double)row.Estimate! - 5e-5, (double)row.Estimate + 5e-5);
        var (lowest, highest) = (Share(low, 1 / ratio), Share(high, ratio));
        return new(
            Math.Max(PrimaryRule.SmallestCount, least * lowest),
            largest * highest,
            Math.Max(PrimaryRule.SmallestCount, least * (1 - highest)),
            largest * (1 - lowest)
        );
    }

    private static double Share(double share, double times)
    {
        var odds = Math.Max(0, share) / Math.Max(1e-9, 1 - share) * times;
        return odds / (1 + odds);
    }
}
