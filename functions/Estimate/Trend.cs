using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>A line through the waves of an indicator, on the logit scale: each wave has its own random effect, as other
/// people answer each time, and each season its level. DerSimonian and Laird's (1986) variance between waves, errors by
/// Knapp and Hartung (2003): R's <c>metafor::rma(method = "DL", test = "knha")</c>.</summary>
/// <param name="Reason">Why no slope is claimed; null: there is one.</param>
/// <param name="Waves">Those in the line: waves with a share of 0 or 1 have no logit.</param>
/// <param name="PerYear">The slope, in logits a year, with its 95 % interval.</param>
/// <param name="Between">The variance between waves, in logits squared.</param>
public sealed record Trend(
    NotEstimable? Reason,
    int Waves,
    double PerYear = double.NaN,
    double StandardError = double.NaN,
    double Low = double.NaN,
    double High = double.NaN,
    double P = double.NaN,
    long Degrees = 0,
    double Between = double.NaN
)
{
    private const int LeastWaves = 8;
    private const double RankTolerance = 1e-10;

    /// <param name="series">Of the same wording and routing, in any order.</param>
    public static Trend Of(IEnumerable<(Period Period, WaveShare Share)> series)
    {
        var waves = series
            .Where(wave => wave.Share is { Share: > 0 and < 1, StandardError: > 0 })
            .OrderBy(wave => wave.Period.Id, StringComparer.Ordinal)
            .ToArray();
        if (waves.Length < LeastWaves)
            return new Trend(NotEstimable.TooFewWaves, waves.Length);
        var x = Regressors([.. waves.Select(wave => wave.Period)]);
        if (x.RowCount <= x.ColumnCount)
            return new Trend(NotEstimable.NoDegrees, waves.Length);
        var singular = x.Svd(computeVectors: false).S;
        if (singular[^1] <= RankTolerance * singular[0])
            return new Trend(NotEstimable.Singular, waves.Length);
        return Fit(
            x,
            Vector<double>.Build.DenseOfEnumerable(
                waves.Select(wave => SpecialFunctions.Logit(wave.Share.Share))
            ),
            Vector<double>.Build.DenseOfEnumerable(
                waves.Select(wave =>
                {
                    var p = wave.Share.Share;
                    return Math.Pow(wave.Share.StandardError / (p * (1 - p)), 2);
                })
            )
        );
    }

    /// <summary>1, the years since the first wave, and a 0 or 1 for each season there is but one.</summary>
    private static Matrix<double> Regressors(Period[] periods)
    {
        var seasons = periods.Select(period => period.Number).Distinct().Skip(1).ToArray();
        return Matrix<double>.Build.DenseOfRows(
            periods.Select(period =>
                (double[])
                    [
                        1,
                        period.Since(periods[0]) / (double)period.Calendar.PerYear,
                        .. seasons.Select(season => period.Number == season ? 1.0 : 0.0),
                    ]
            )
        );
    }

    private static Trend Fit(Matrix<double> x, Vector<double> y, Vector<double> variances)
    {
        var degrees = x.RowCount - x.ColumnCount;
        var @fixed = new Weighted(x, y, 1 / variances);
        var between = Math.Max(0, (@fixed.Squares - degrees) / @fixed.TraceOfResidualMaker);
        var random = new Weighted(x, y, 1 / (variances + between));
        var slope = random.Coefficients[1];
        var error = Math.Sqrt(random.Inverse[1, 1] * random.Squares / degrees);
        var reach = Intervals.StudentT975(degrees) * error;
        return new Trend(
            null,
            x.RowCount,
            slope,
            error,
            slope - reach,
            slope + reach,
            Tails.TwoSidedT(slope / error, degrees),
            degrees,
            between
        );
    }

    /// <summary>Weighted least squares.</summary>
    private sealed class Weighted
    {
        public Weighted(Matrix<double> x, Vector<double> y, Vector<double> weights)
        {
            var weighted = x.MapIndexed((row, _, value) => value * weights[row]);
            Inverse = x.TransposeThisAndMultiply(weighted).Inverse();
            Coefficients = Inverse * weighted.TransposeThisAndMultiply(y);
            var residuals = y - x * Coefficients;
            Squares = (residuals.PointwiseMultiply(weights) * residuals);
            TraceOfResidualMaker =
                weights.Sum() - (Inverse * weighted.TransposeThisAndMultiply(weighted)).Trace();
        }

        public Vector<double> Coefficients { get; }

        /// <summary>(X'WX)^-1.</summary>
        public Matrix<double> Inverse { get; }

        /// <summary>The weighted sum of squared residuals.</summary>
        public double Squares { get; }

        /// <summary>Of W - WX (X'WX)^-1 X'W.</summary>
        public double TraceOfResidualMaker { get; }
    }
}
