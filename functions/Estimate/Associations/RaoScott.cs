using MathNet.Numerics.LinearAlgebra;

namespace Survey.Estimate;

/// <summary>Pearson's chi-square of a weighted table with the second-order correction of Rao and Scott (1984), as R's
/// <c>svychisq(statistic = "F")</c>.</summary>
internal static class RaoScott
{
    private const double Rounding = 1e-12;

    /// <param name="counted">By cell, with two levels: row and column.</param>
    public static Dependence Test(Sample sample, IReadOnlyList<Alike> counted)
    {
        if (counted.Count == 0)
            return new Dependence(NotEstimable.Nobody);
        var rows = Present(counted, 0);
        var columns = Present(counted, 1);
        if (rows.Length < 2 || columns.Length < 2)
            return new Dependence(NotEstimable.OneLevel);

        var shares = Matrix<double>.Build.Dense(rows.Length, columns.Length);
        var inner = counted.Select(InnerOf).ToArray();
        for (var place = 0; place < inner.Length; place++)
            shares[inner[place].Row, inner[place].Column] +=
                counted[place].Count * sample.Weights[counted[place].Cell];
        var weight = shares.RowSums().Sum();
        shares /= weight;

        var covariance = Linearised.Covariance(
            sample,
            [.. counted.Select(one => (one.Cell, one.Count))],
            [
                .. Inner(shares)
                    .Select(at =>
                        inner
                            .Select(own =>
                                ((own == at ? 1 : 0) - shares[at.Row, at.Column]) / weight
                            )
                            .ToArray()
                    ),
            ]
        );
        return Test(shares, covariance, sample.People.Sum());

        (int Row, int Column) InnerOf(Alike one) =>
            (Array.IndexOf(rows, one.Levels[0]), Array.IndexOf(columns, one.Levels[1]));
    }

    /// <param name="covariance">Of the shares, row by row.</param>
    private static Dependence Test(
        Matrix<double> shares,
        Matrix<double> covariance,
        long respondents
    )
    {
        var perShare = Vector<double>.Build.DenseOfEnumerable(
            Inner(shares).Select(at => shares[at.Row, at.Column]).Select(p => p > 0 ? 1 / p : 0)
        );
        var contrasts = Interactions(shares.RowCount, shares.ColumnCount);
        var scaled = contrasts.MapIndexed((row, _, value) => value * perShare[row]);
        var independent = contrasts.TransposeThisAndMultiply(scaled);
        if (independent.ConditionNumber() is not < 1 / Rounding)
            return new Dependence(NotEstimable.Singular);
        var effects = independent.Solve(scaled.TransposeThisAndMultiply(covariance * scaled));
        var trace = effects.Trace();
        if (trace <= Rounding * contrasts.ColumnCount / respondents)
            return new Dependence(NotEstimable.NoVariance);

        var pearson = Pearson(shares);
        var degrees1 = trace * trace / (effects * effects).Trace();
        var degrees2 = degrees1 * (respondents - 1);
        var f = pearson / trace;
        var smaller = Math.Min(shares.RowCount, shares.ColumnCount);
        return new Dependence(
            null,
            f,
            degrees1,
            degrees2,
            Tails.F(f, degrees1, degrees2),
            Math.Sqrt(pearson / (smaller - 1))
        );
    }

    /// <summary>Pearson's chi-square per respondent: phi squared.</summary>
    private static double Pearson(Matrix<double> shares)
    {
        var (rows, columns) = (shares.RowSums(), shares.ColumnSums());
        return Inner(shares)
            .Sum(at =>
            {
                var expected = rows[at.Row] * columns[at.Column];
                return Math.Pow(shares[at.Row, at.Column] - expected, 2) / expected;
            });
    }

    /// <summary>A basis of what rows and columns apart do not say: for each row and column but the last, one of four
    /// cells' plus and minus.</summary>
    private static Matrix<double> Interactions(int rows, int columns)
    {
        static Matrix<double> AgainstLast(int levels) =>
            Matrix<double>.Build.Dense(
                levels,
                levels - 1,
                (level, other) =>
                    level == other ? 1
                    : level == levels - 1 ? -1
                    : 0
            );
        return AgainstLast(rows).KroneckerProduct(AgainstLast(columns));
    }

    private static IEnumerable<(int Row, int Column)> Inner(Matrix<double> table) =>
        from row in Enumerable.Range(0, table.RowCount)
        from column in Enumerable.Range(0, table.ColumnCount)
        select (row, column);

    private static int[] Present(IEnumerable<Alike> counted, int side) =>
        [.. counted.Select(one => one.Levels[side]).Distinct().Order()];
}
