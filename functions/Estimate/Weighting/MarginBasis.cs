using MathNet.Numerics.LinearAlgebra;

namespace Survey.Estimate;

/// <summary>The indicator variables of all margins' categories in as many directions as they differ in: orthonormal over
/// respondents. Categories that say the same about everybody, or that are empty, drop out with their rank.</summary>
internal sealed class MarginBasis
{
    /// <summary>Below this part of the largest, a singular value is a rounding error.</summary>
    private const double RankTolerance = 1e-10;

    /// <param name="people">Respondents by cell.</param>
    public MarginBasis(long[] people, IReadOnlyList<MarginTotals> margins)
    {
        var categories = margins.SelectMany(margin =>
            margin.Totals.Select((total, category) => (margin, category, total))
        );
        var columns = categories
            .Select(one =>
                Vector<double>.Build.Dense(
                    people.Length,
                    cell => one.margin[cell] == one.category ? Math.Sqrt(people[cell]) : 0
                )
            )
            .ToArray();
        var svd = Matrix<double>.Build.DenseOfColumnVectors(columns).Svd();
        var rank = svd.S.Count(value => value > RankTolerance * svd.S[0]);
        Directions = svd
            .U.SubMatrix(0, people.Length, 0, rank)
            .MapIndexed((cell, _, u) => people[cell] > 0 ? u / Math.Sqrt(people[cell]) : 0);
        Totals = (svd.VT * Vector<double>.Build.DenseOfEnumerable(categories.Select(c => c.total)))
            .SubVector(0, rank)
            .PointwiseDivide(svd.S.SubVector(0, rank));
    }

    /// <summary>By cell and direction; 0 in an empty cell.</summary>
    public Matrix<double> Directions { get; }

    /// <summary>What each direction adds up to over the weighted respondents, where the margins are met and the mean
    /// weight is 1.</summary>
    public Vector<double> Totals { get; }

    /// <summary>The ordinary least-squares fit of a variable on the categories, over all respondents.</summary>
    /// <param name="sums">The variable's sum over the respondents of each cell.</param>
    /// <returns>The fitted value by cell; 0 where there are no respondents.</returns>
    public double[] Fit(double[] sums) =>
        (
            Directions * Directions.TransposeThisAndMultiply(Vector<double>.Build.Dense(sums))
        ).ToArray();
}
