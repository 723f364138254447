using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>A row of a table.</summary>
internal readonly record struct Place(int Indicator, int Group);

/// <summary>Something known of a family's counts: a sum of them is within bounds.</summary>
/// <param name="Form">A coefficient for each unknown of <see cref="CountForms"/>.</param>
/// <param name="Source">The row that says so; null: nothing that could be held back.</param>
internal sealed record Known(double[] Form, double Low, double High, Place? Source);

/// <summary>What a reader knows of a family's counts while a table is decided on.</summary>
internal sealed class CountSystem(SuppressionTable table, CountForms forms)
{
    public CountForms Forms => forms;

    /// <summary>What no row says: the ways to write a group as a sum agree, and a wave has no more respondents than it
    /// has.</summary>
    public IEnumerable<Known> Always() =>
        forms
            .Rows.SelectMany(row =>
                forms
                    .Ties(row)
                    .Select(tie =>
                    {
                        var over = Count(row.Indicator, tie.Split, tie.Says) - Count(row, tie.Says);
                        return new Known(tie.Form, over, over, null);
                    })
            )
            .Concat(
                forms
                    .Everybody()
                    .Select(form => new Known(form, double.NegativeInfinity, table.Responses, null))
            );

    /// <summary>What each row says.</summary>
    public IEnumerable<Known> Said() =>
        from row in forms.Rows
        from says in CountForms.YesNoBase
        let bounds = Bounds(row, says)
        where double.IsFinite(bounds.Low)
        select new Known(forms.Of(row, says), bounds.Low, bounds.High, row);

    /// <summary>A published row gives its yes and its no; a label may say that counts are not small.</summary>
    public (double Low, double High) Bounds(Place row, ImmutableArray<IndicatorAnswer> says)
    {
        var count = Count(row, says);
        if (table.IsKnown(row))
            return says.Length == 1 ? (count, count) : Free;
        var least = says.Length == 2 ? PrimaryRule.SmallestBase : PrimaryRule.SmallestCount;
        return table.SaysNotSmall(row) && count >= least ? (least, double.PositiveInfinity) : Free;
    }

    /// <summary>By the first way to write its group.</summary>
    public long Count(Place row, ImmutableArray<IndicatorAnswer> says) =>
        Count(row.Indicator, forms.SplitsOf(row.Group)[0], says);

    private static (double Low, double High) Free =>
        (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>As the finest groups have it: where people are in none of them, they are known.</summary>
    private long Count(int indicator, int[] split, ImmutableArray<IndicatorAnswer> says) =>
        split.Sum(cell => table.Count(indicator, cell).Of(says));
}
