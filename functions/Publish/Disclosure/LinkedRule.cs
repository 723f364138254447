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
        if (counts.IsEmpty)
            return;
        var start = table.Save();
        var best = Tries
            .Select(choose =>
            {
                table.Restore(start);
                Hide(table, family, counts, choose);
                return (Lost: Linked(table, family).Sum(row => Worth(table, row)), table.Save());
            })
            .MinBy(one => one.Lost);
        table.Restore(best.Item2);
    }

    /// <summary>Ways to choose a row by the sets that it is in and its worth; the one that loses least is kept.</summary>
    private static readonly Func<int, double, double>[] Tries =
    [
        (sets, worth) => sets / worth,
        (sets, worth) => Math.Sqrt(sets) / worth,
        (sets, worth) => sets,
        (_, worth) => 1 / worth,
    ];

    private static void Hide(
        SuppressionTable table,
        Family family,
        SmallCounts counts,
        Func<int, double, double> choose
    )
    {
        while (counts.Narrow() is { Count: > 0 } narrow)
            Open(table, narrow, choose);
        foreach (var row in Linked(table, family).OrderByDescending(row => Worth(table, row)))
        {
            table.Show(row);
            if (!counts.StayOpen(row))
                table.Suppress(row, Status.Linked);
        }
    }

    private static IEnumerable<Place> Linked(SuppressionTable table, Family family) =>
        table
            .Places()
            .Where(row =>
                family.Indicators.Contains(row.Indicator)
                && table.HiddenAs(row) == Status.Linked
                && table.IsReported(row)
            );

    /// <summary>A label that holds a count is given up; out of each other set a row is hidden, by turns as the choice
    /// has it.</summary>
    private static void Open(
        SuppressionTable table,
        List<ImmutableArray<Place>> sets,
        Func<int, double, double> choose
    )
    {
        var labels = sets.SelectMany(set => set).Where(table.SaysNotSmall).ToHashSet();
        foreach (var row in labels)
            table.Silence(row);
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
                .MaxBy(row => choose(row.Count(), Worth(table, row.Key)))!
                .Key;
            table.Suppress(next, Status.Linked);
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
