using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>Rule 3 of docs/disclosure.md: hides further rows of a family until no small count can be worked out, and
/// gives back those that turn out not to be needed.</summary>
internal static class LinkedRule
{
    /// <summary>Ends: every round hides a row or silences a label, and with all of them hidden and silent nothing bounds
    /// a count but the number of responses.</summary>
    /// <exception cref="DisclosureException">Rows that earlier revisions show hold a small count.</exception>
    public static void Apply(SuppressionTable table, Family family)
    {
        var counts = new SmallCounts(table, family);
        while (counts.Narrow() is { Count: > 0 } narrow)
            Open(table, counts, narrow);
        foreach (var row in Linked(table, family).OrderByDescending(row => Worth(table, row)))
            counts.ShowIfOpen(row);
    }

    private static IEnumerable<Place> Linked(SuppressionTable table, Family family) =>
        table
            .Places()
            .Where(row =>
                family.Indicators.Contains(row.Indicator)
                && table.HiddenAs(row) == Status.Linked
                && table.IsReported(row)
            );

    /// <summary>A label that holds a count is given up; out of each other set a row is hidden, the one in most sets
    /// for its worth first.</summary>
    private static void Open(
        SuppressionTable table,
        SmallCounts counts,
        List<ImmutableArray<Place>> sets
    )
    {
        var labels = sets.SelectMany(set => set).Where(table.SaysNotSmall).ToHashSet();
        foreach (var row in labels)
            counts.Silence(row);
        var open = new List<ImmutableArray<Place>>();
        foreach (var set in sets.Where(set => !set.Any(labels.Contains)))
        {
            ImmutableArray<Place> shown = [.. set.Where(table.MayHide)];
            if (shown.IsEmpty)
                throw new DisclosureException(table, set);
            open.Add(shown);
        }
        while (open.Count > 0)
        {
            var next = open.SelectMany(set => set)
                .GroupBy(row => row)
                .MaxBy(row => row.Count() / Worth(table, row.Key))!
                .Key;
            counts.Hide(next);
            open.RemoveAll(set => set.Contains(next));
        }
    }

    /// <summary>What is lost when a row is hidden: that nobody answered is said last of all; else mostly a row, of a
    /// headline indicator twice as much, of a group that others are part of three times.</summary>
    internal static double Worth(SuppressionTable table, Place row)
    {
        var counts = table.Count(row.Indicator, row.Group);
        if (counts.Base == 0)
            return 1000;
        var isTotal = table.Groups.Sums.Any(sum => sum.Total == row.Group);
        return (1 + (double)counts.Base / table.Responses)
            * (table.IsHeadline(row) ? 2 : 1)
            * (isTotal ? 3 : 1);
    }
}
