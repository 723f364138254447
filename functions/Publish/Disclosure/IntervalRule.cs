namespace Survey.Publish;

/// <summary>What the rules for single rows and single sums cannot see: counts of several groups and several indicators
/// that together hold a count that rule 1 hides within narrow bounds. Suppresses more until none is held so.</summary>
/// <remarks>Ends, and fails closed: with a whole family suppressed, nothing bounds it.</remarks>
internal static class IntervalRule
{
    /// <summary>True when it suppressed a row.</summary>
    public static bool Apply(SuppressionTable table, Family family)
    {
        var any = false;
        while (Pass(table, family))
            any = true;
        return any;
    }

    private static bool Pass(SuppressionTable table, Family family)
    {
        var any = false;
        Bounds? across = null;
        foreach (var (indicator, group) in table.Places())
        {
            if (
                !family.Indicators.Contains(indicator)
                || table.HiddenAs(indicator, group) != Status.Small
            )
                continue;
            while (!Bounds.Within(table, family, group).AreWide(indicator, group))
                SuppressBeside(group);
            while (!(across ??= Bounds.Across(table, family)).AreWide(indicator, group))
                SuppressAround(indicator, group);
        }
        return any;

        void SuppressBeside(int group) =>
            Suppress(
                family
                    .Indicators.Where(other => !table.IsSuppressed(other, group))
                    .Select(other => (other, group))
                    .OrderBy(row => table.Count(row.other, row.group).Yes)
                    .First()
            );

        void SuppressAround(int indicator, int group) =>
            Suppress(
                table
                    .Places()
                    .Where(row => family.Indicators.Contains(row.Indicator))
                    .Where(row => !table.IsSuppressed(row.Indicator, row.Group))
                    .OrderBy(row => Distance(table, row, (indicator, group)))
                    .ThenBy(row => table.Count(row.Indicator, row.Group).Base)
                    .ThenBy(row => table.Count(row.Indicator, row.Group).Yes)
                    .First()
            );

        void Suppress((int Indicator, int Group) row)
        {
            table.Suppress(row.Indicator, row.Group, Status.Linked);
            across = null;
            any = true;
        }
    }

    /// <summary>Which rows to give up first: the same indicator in a group of the same sum, then other indicators of the
    /// same group, then the rest; the whole sample last, and "nobody answered" after it.</summary>
    private static int Distance(
        SuppressionTable table,
        (int Indicator, int Group) row,
        (int Indicator, int Group) leak
    )
    {
        if (table.Count(row.Indicator, row.Group).Base == 0)
            return 4;
        if (table.Groups.All[row.Group].Options.IsEmpty)
            return 3;
        if (row.Group == leak.Group)
            return 1;
        var isBeside = table.Groups.Sums.Any(sum =>
            sum.Parts.Contains(row.Group) && sum.Parts.Contains(leak.Group)
        );
        return row.Indicator == leak.Indicator && isBeside ? 0 : 2;
    }
}
