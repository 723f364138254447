namespace Survey.Publish;

/// <summary>Rule 1 of docs/disclosure.md: what a row would show by itself.</summary>
internal static class PrimaryRule
{
    /// <summary>Respondents that a base, and a wave, must have at least.</summary>
    public const int SmallestBase = 30;

    /// <summary>A count of yes or no is 0 or at least this.</summary>
    public const int SmallestCount = 10;

    public static void Apply(SuppressionTable table)
    {
        foreach (var (indicator, group) in table.Places())
            if (Hides(table, indicator, group))
                table.SuppressSmall(new Place(indicator, group));
    }

    private static bool Hides(SuppressionTable table, int indicator, int group)
    {
        if (table.Responses < SmallestBase)
            return true;
        var counts = table.Count(indicator, group);
        if (counts.Base == 0)
            return !MayShowEmpty(table, indicator, group);
        return IsSmall(
            counts,
            VariableItems.IsSensitive(
                table.Definition.Instrument,
                table.Indicators[indicator].Variable
            )
        );
    }

    public static bool IsSmall(Counts counts, bool isSensitive) =>
        counts.Base < SmallestBase
        || IsFew(counts.Yes)
        || IsFew(counts.No)
        || (isSensitive && counts.No == 0);

    /// <summary>A count of 0 is none of anybody.</summary>
    public static bool IsFew(long count) => count is > 0 and < SmallestCount;

    /// <summary>"Nobody here answered" is itself said of a group's respondents (e.g. that none of them plays), so it is
    /// said only of nobody, of enough, or where it follows from saying it of a larger group.</summary>
    private static bool MayShowEmpty(SuppressionTable table, int indicator, int group) =>
        table.Size(group) is 0 or >= SmallestBase
        || table.Groups.Sums.Any(sum =>
            sum.Parts.Contains(group)
            && table.Count(indicator, sum.Total).Base == 0
            && MayShowEmpty(table, indicator, sum.Total)
        );
}
