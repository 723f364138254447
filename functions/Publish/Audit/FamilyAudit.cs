using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>The small rows of one family: how far two ways to fill its groups, alike in all that is published, can
/// differ.</summary>
/// <param name="responses">To the nearest 5.</param>
internal sealed class FamilyAudit(CountForms forms, PublishedRows rows, long responses)
{
    public IEnumerable<(Place Row, ImmutableArray<double?> Widths)> Rows()
    {
        Place[] small = [.. forms.Rows.Where(rows.Small.Contains)];
        if (small.Length == 0)
            return [];
        var program = new LinearProgram(2 * forms.Unknowns);
        foreach (var one in Said())
            program.Add(one.Form, one.Low, one.High);
        AuditedCount[] secrets =
        [
            .. from row in small
            from says in CountForms.YesNoBase
            where !IsNoSecret(row, says)
            select new AuditedCount(row, says, forms.Of(row, says)),
        ];
        foreach (var secret in secrets.Where(one => !one.IsOpen))
        {
            Look(secret.Apart, PrimaryRule.SmallestCount);
            if (!secret.IsOpen)
                Look(secret.Less, -secret.Smallest);
        }
        return small.Select(row =>
            (
                row,
                CountForms
                    .YesNoBase.Select(says =>
                        secrets
                            .FirstOrDefault(one => one.Row == row && one.Says == says)
                            ?.WidthOfSmall
                    )
                    .ToImmutableArray()
            )
        );

        // Each solution found may show of any count how far it is open.
        void Look(double[] form, double enough)
        {
            program.Largest(form, enough);
            var solution = program.Solution();
            foreach (var secret in secrets)
                secret.See(solution);
        }
    }

    /// <summary>All that is said of two ways to fill the groups: the unknowns of the one, then of the other.</summary>
    public IEnumerable<Known> Said() => forms.Rows.SelectMany(Of).Concat(Everybody());

    private IEnumerable<Known> Of(Place row)
    {
        foreach (var (_, _, tie) in forms.Ties(row))
        {
            yield return new Known(Both(tie, 0), 0, 0, row);
            yield return new Known(Second(tie), 0, 0, row);
        }
        if (rows.Counts.TryGetValue(row, out var counts))
            foreach (
                var (says, least, largest) in ((ImmutableArray<IndicatorAnswer>, double, double)[])
                    [
                        (CountForms.YesNoBase[0], counts.LeastYes, counts.LargestYes),
                        (CountForms.YesNoBase[1], counts.LeastNo, counts.LargestNo),
                    ]
            )
            {
                var form = forms.Of(row, says);
                yield return new Known(Both(form, -1), 0, 0, row);
                yield return new Known(Both(form, 0), least, largest, row);
            }
        else if (rows.NotSmall.Contains(row))
        {
            var form = forms.Of(row, CountForms.YesNoBase[2]);
            yield return AtLeast(Both(form, 0), PrimaryRule.SmallestBase);
            yield return AtLeast(Second(form), PrimaryRule.SmallestBase);
        }

        Known AtLeast(double[] form, double least) =>
            new(form, least, double.PositiveInfinity, row);
    }

    private IEnumerable<Known> Everybody() =>
        forms
            .Everybody()
            .SelectMany(form => (double[][])[Both(form, 0), Second(form)])
            .Select(form => new Known(form, double.NegativeInfinity, responses + 2.5, null));

    /// <summary>As the rule has it: a 0 that a published 0 of a larger group implies, and a base that another indicator
    /// of the same base shows.</summary>
    private bool IsNoSecret(Place row, ImmutableArray<IndicatorAnswer> says) =>
        says.Length == 2
            ? forms
                .Family.SharingBase(row.Indicator)
                .Any(other => rows.Counts.ContainsKey(row with { Indicator = other }))
            : forms.IsWithin(
                row,
                total =>
                    rows.Counts.TryGetValue(total, out var counts)
                    && (says[0] == IndicatorAnswer.Yes ? counts.LargestYes : counts.LargestNo) == 0
            );

    internal static double[] Both(double[] first, int times) =>
        [.. first, .. first.Select(x => times * x)];

    private static double[] Second(double[] form) => [.. new double[form.Length], .. form];
}
