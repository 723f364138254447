namespace Survey.Publish;

/// <summary>Rule 3 of docs/disclosure.md: hides further rows of a family until no small count can be worked out, and
/// gives back those that turn out not to be needed.</summary>
internal static class LinkedRule
{
    /// <summary>Ends: every round silences a label or finds a set that what was hidden does not meet, and with all rows
    /// hidden and silent nothing bounds a count but the number of responses.</summary>
    /// <exception cref="DisclosureException">Rows that earlier revisions show hold a small count.</exception>
    public static void Apply(SuppressionTable table, Family family)
    {
        var counts = new SmallCounts(table, family);
        var sets = new List<HoldingRows>();
        while (counts.Narrow() is { Count: > 0 } narrow)
        {
            var labels = narrow.SelectMany(set => set.Rows).Where(table.SaysNotSmall).ToHashSet();
            foreach (var row in labels)
                counts.Silence(row);
            foreach (var set in narrow.Where(set => !set.Rows.Any(labels.Contains)))
            {
                sets.Add(set with { Rows = [.. set.Rows.Where(table.MayHide)] });
                if (sets[^1].Rows.IsEmpty)
                    throw new DisclosureException(table, set.Rows);
            }
            counts.HideJust(new LeastRows(sets, row => Worth(table, row)).Meet());
        }
        foreach (var row in counts.Hidden.OrderByDescending(row => Worth(table, row)).ToList())
            counts.ShowIfOpen(row);
    }

    /// <summary>What is lost when a row is hidden: that nobody answered is said last of all; else mostly a row, of a
    /// headline indicator twice as much, and more of a group the more breakdowns split it.</summary>
    internal static double Worth(SuppressionTable table, Place row)
    {
        var counts = table.Count(row.Indicator, row.Group);
        if (counts.Base == 0)
            return 1000;
        var splits = table.Groups.Sums.Count(sum => sum.Total == row.Group);
        return (1 + (double)counts.Base / table.Responses)
            * (table.IsHeadline(row) ? 2 : 1)
            * (1 + 2 * splits);
    }
}
