using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>Rule 3 of docs/disclosure.md, group by group: what rule 1 holds back, and what is held back for its sake,
/// cannot be had by subtracting what is published.</summary>
internal static class Complement
{
    /// <summary>Suppresses further rows of one indicator until no sum gives anything away.</summary>
    public static void Apply(SuppressionTable table, int indicator)
    {
        while (table.Groups.Sums.Any(sum => Mend(table, indicator, sum))) { }
    }

    /// <summary>Suppresses one row more; false when the sum needs none.</summary>
    private static bool Mend(SuppressionTable table, int indicator, GroupTotal sum)
    {
        var hidden = sum
            .Parts.Where(part => table.IsSuppressed(indicator, part))
            .ToImmutableArray();
        var total = table.Count(indicator, sum.Total);
        var isTotalHidden = table.IsSuppressed(indicator, sum.Total);
        if (!hidden.Append(sum.Total).Any(group => IsGuarded(table, indicator, group)))
            return false;
        if (
            isTotalHidden
                ? !hidden.IsEmpty
                : hidden.IsEmpty || IsCover(table, indicator, hidden, total)
        )
            return false;
        var next = sum
            .Parts.Where(part => !table.IsSuppressed(indicator, part))
            .Where(part => table.Count(indicator, part).Base > 0)
            .OrderBy(part => table.Count(indicator, part).Base)
            .Cast<int?>()
            .FirstOrDefault();
        if (next is null && isTotalHidden)
            return false;
        table.Suppress(indicator, next ?? sum.Total, Status.Linked);
        return true;
    }

    /// <summary>A row held back for its quality alone needs no cover; it is one, though.</summary>
    private static bool IsGuarded(SuppressionTable table, int indicator, int group) =>
        table.HiddenAs(indicator, group) is Status.Small or Status.Linked;

    /// <summary>Whether the suppressed parts taken together, which subtraction always reveals, could stand as a row: at
    /// least two, with counts large enough. A count of which the total has none is no secret of the parts.</summary>
    private static bool IsCover(
        SuppressionTable table,
        int indicator,
        ImmutableArray<int> hidden,
        Counts total
    )
    {
        var merged = hidden
            .Select(part => table.Count(indicator, part))
            .Aggregate((left, right) => left + right);
        return hidden.Length >= 2
            && merged.Base >= PrimaryRule.SmallestBase
            && (merged.Yes >= PrimaryRule.SmallestCount || total.Yes == 0)
            && (merged.No >= PrimaryRule.SmallestCount || total.No == 0);
    }
}
