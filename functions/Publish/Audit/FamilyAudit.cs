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
            yield break;
        var program = new LinearProgram(2 * forms.Unknowns);
        foreach (var one in forms.Rows.SelectMany(Of).Concat(Everybody()))
            program.Add(one.Form, one.Low, one.High);
        foreach (var row in small)
            yield return (
                row,
                [
                    .. CountForms.YesNoBase.Select(says =>
                        IsNoSecret(row, says) || IsNotSmall(program, row, says)
                            ? (double?)null
                            : program.Largest(
                                Both(forms.Of(row, says), -1),
                                PrimaryRule.SmallestCount
                            )
                    ),
                ]
            );
    }

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

    /// <summary>Rows are called small, too, whose own label would tell of another: a count that cannot be small is no
    /// secret of theirs.</summary>
    private bool IsNotSmall(
        LinearProgram program,
        Place row,
        ImmutableArray<IndicatorAnswer> says
    ) =>
        -program.Largest(Both([.. forms.Of(row, says).Select(x => -x)], 0))
        >= (says.Length == 2 ? PrimaryRule.SmallestBase : PrimaryRule.SmallestCount) - 1e-6;

    private static double[] Both(double[] first, int times) =>
        [.. first, .. first.Select(x => times * x)];

    private static double[] Second(double[] form) => [.. new double[form.Length], .. form];
}
