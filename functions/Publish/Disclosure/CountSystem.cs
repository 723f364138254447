using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>A row of a table.</summary>
internal readonly record struct Place(int Indicator, int Group);

/// <summary>Something known of a family's counts.</summary>
/// <param name="Form">A coefficient for each unknown of <see cref="CountForms"/>.</param>
/// <param name="IsAtLeast">The form comes to no less; else to exactly this.</param>
/// <param name="Source">The row that says so; null: nothing that could be held back.</param>
internal sealed record Known(double[] Form, double Value, bool IsAtLeast, Place? Source);

/// <summary>What a reader knows of a family's counts while a table is decided on.</summary>
internal sealed class CountSystem(SuppressionTable table, CountForms forms)
{
    public CountForms Forms => forms;

    /// <summary>Published rows give their yes and their no; of another row the ways to write it as a sum agree, and a label
    /// says that counts are not small; a wave has no more respondents than it has.</summary>
    public IEnumerable<Known> Equations() =>
        forms
            .Rows.SelectMany(Equations)
            .Concat(
                forms
                    .Everybody()
                    .Select(form => new Known(
                        [.. form.Select(x => -x)],
                        -table.Responses,
                        true,
                        null
                    ))
            );

    public IEnumerable<Known> Equations(Place row) =>
        table.IsKnown(row) ? Counts(row) : Ties(row).Concat(Label(row));

    private IEnumerable<Known> Counts(Place row) =>
        from split in forms.SplitsOf(row.Group)
        from says in CountForms.YesNoBase[..2]
        select new Known(
            forms.Of(row.Indicator, split, says),
            Count(row.Indicator, split, says),
            false,
            row
        );

    private IEnumerable<Known> Ties(Place row) =>
        forms
            .Ties(row)
            .Select(tie => new Known(
                tie.Form,
                Count(row.Indicator, tie.Split, tie.Says) - First(row, tie.Says),
                false,
                null
            ));

    private IEnumerable<Known> Label(Place row) =>
        from says in table.SaysNotSmall(row) ? CountForms.YesNoBase : []
        let least = says.Length == 2 ? PrimaryRule.SmallestBase : PrimaryRule.SmallestCount
        where First(row, says) >= least
        select new Known(forms.Of(row, says), least, true, row);

    private long First(Place row, ImmutableArray<IndicatorAnswer> says) =>
        Count(row.Indicator, forms.SplitsOf(row.Group)[0], says);

    /// <summary>As the finest groups have it: where people are in none of them, they are known.</summary>
    private long Count(int indicator, int[] split, ImmutableArray<IndicatorAnswer> says) =>
        split.Sum(cell => table.Count(indicator, cell).Of(says));
}
