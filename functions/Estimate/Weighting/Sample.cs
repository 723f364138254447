using MathNet.Numerics.LinearAlgebra;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>The respondents of a wave by cell, weighted so that they stand for the population.</summary>
internal sealed class Sample
{
    /// <summary>Below this part of the largest, a singular value is a rounding error.</summary>
    private const double RankTolerance = 1e-10;

    private readonly double[][] _basis;

    /// <exception cref="EstimateException">There are no respondents, or the margins cannot all be met.</exception>
    public Sample(Definition definition, Tally tally)
    {
        Tally = tally;
        var layout = tally.Layout;
        People = [.. Enumerable.Range(0, layout.Cells).Select(cell => tally[cell][0])];
        MarginTotals[] margins =
        [
            .. Enumerable
                .Range(0, definition.Population.Margins.Length)
                .Select(margin => new MarginTotals(definition, layout, margin, People)),
        ];
        Weights = Raking.Weigh(People, margins);
        Weighting = Describe(margins);
        _basis = BasisOf(margins);
    }

    public Tally Tally { get; }

    /// <summary>Respondents by cell.</summary>
    public long[] People { get; }

    /// <summary>Each respondent's weight by cell, in people.</summary>
    public double[] Weights { get; }

    public Weighting Weighting { get; }

    /// <summary>How many people the counted respondents stand for.</summary>
    public double Weigh(long[] counts) =>
        counts.Select((count, cell) => count * Weights[cell]).Sum();

    /// <summary>The ordinary least-squares fit of a variable on the margins' categories, over all respondents.</summary>
    /// <param name="sums">The variable's sum over the respondents of each cell.</param>
    /// <returns>The fitted value by cell; 0 where there are no respondents.</returns>
    public double[] Fit(double[] sums)
    {
        var fitted = new double[sums.Length];
        foreach (var direction in _basis)
        {
            var along = 0.0;
            for (var cell = 0; cell < sums.Length; cell++)
                along += direction[cell] * sums[cell];
            for (var cell = 0; cell < sums.Length; cell++)
                fitted[cell] += direction[cell] * along;
        }
        return fitted;
    }

    /// <summary>A basis of the categories' indicator variables by cell, orthonormal over respondents; 0 in an empty
    /// cell. Categories that say the same about everybody, or that are empty, drop out with their rank.</summary>
    private double[][] BasisOf(MarginTotals[] margins)
    {
        var columns = margins.SelectMany(margin =>
            Enumerable
                .Range(0, margin.Categories)
                .Select(category =>
                    Vector<double>.Build.Dense(
                        People.Length,
                        cell => margin[cell] == category ? Math.Sqrt(People[cell]) : 0
                    )
                )
        );
        var svd = Matrix<double>.Build.DenseOfColumnVectors(columns).Svd();
        var rank = svd.S.Count(value => value > RankTolerance * svd.S[0]);
        return
        [
            .. svd
                .U.SubMatrix(0, People.Length, 0, rank)
                .MapIndexed((cell, _, u) => People[cell] > 0 ? u / Math.Sqrt(People[cell]) : 0)
                .ToColumnArrays(),
        ];
    }

    private Weighting Describe(MarginTotals[] margins)
    {
        var (sum, squares, count) = (0.0, 0.0, 0L);
        for (var cell = 0; cell < People.Length; cell++)
        {
            sum += People[cell] * Weights[cell];
            squares += People[cell] * Weights[cell] * Weights[cell];
            count += People[cell];
        }
        var relative = Weights.Where((_, cell) => People[cell] > 0).Select(w => w / (sum / count));
        return new Weighting(
            relative.Min(),
            relative.Max(),
            sum * sum / squares,
            [
                .. margins.SelectMany(margin =>
                    margin.NotCovered.Select(category => (margin.Margin.Item, category))
                ),
            ]
        );
    }
}
