namespace Survey.Publish;

/// <summary>What the rules for single rows and single sums cannot see: counts of several groups and several indicators
/// that together hold a suppressed count within narrow bounds. Suppresses more until none is held so.</summary>
/// <remarks>Ends, and fails closed: with a whole family suppressed, nothing bounds it.</remarks>
internal static class IntervalRule
{
    /// <summary>True when it suppressed a row.</summary>
    public static bool Apply(Board board, Family family)
    {
        var any = false;
        while (Pass(board, family))
            any = true;
        return any;
    }

    private static bool Pass(Board board, Family family)
    {
        var any = false;
        Bounds? across = null;
        foreach (var (indicator, group) in board.Places())
        {
            if (!family.Indicators.Contains(indicator) || !board.IsSuppressed(indicator, group))
                continue;
            while (!Bounds.Within(board, family, group).AreWide(indicator, group))
                SuppressBeside(group);
            while (!(across ??= Bounds.Across(board, family)).AreWide(indicator, group))
                SuppressAround(indicator, group);
        }
        return any;

        void SuppressBeside(int group) =>
            Suppress(
                family
                    .Indicators.Where(other => !board.IsSuppressed(other, group))
                    .Select(other => (other, group))
                    .OrderBy(row => board.Count(row.other, row.group).Yes)
                    .First()
            );

        void SuppressAround(int indicator, int group) =>
            Suppress(
                board
                    .Places()
                    .Where(row => family.Indicators.Contains(row.Indicator))
                    .Where(row => !board.IsSuppressed(row.Indicator, row.Group))
                    .OrderBy(row => Distance(board, row, (indicator, group)))
                    .ThenBy(row => board.Count(row.Indicator, row.Group).Base)
                    .ThenBy(row => board.Count(row.Indicator, row.Group).Yes)
                    .First()
            );

        void Suppress((int Indicator, int Group) row)
        {
            board.Suppress(row.Indicator, row.Group);
            across = null;
            any = true;
        }
    }

    /// <summary>Which rows to give up first: the same indicator in a group of the same sum, then other indicators of the
    /// same group, then the rest; the whole sample last, and "nobody answered" after it.</summary>
    private static int Distance(
        Board board,
        (int Indicator, int Group) row,
        (int Indicator, int Group) leak
    )
    {
        if (board.Count(row.Indicator, row.Group).Base == 0)
            return 4;
        if (board.Groups.All[row.Group].Options.IsEmpty)
            return 3;
        if (row.Group == leak.Group)
            return 1;
        var isBeside = board.Groups.Sums.Any(sum =>
            sum.Parts.Contains(row.Group) && sum.Parts.Contains(leak.Group)
        );
        return row.Indicator == leak.Indicator && isBeside ? 0 : 2;
    }
}
