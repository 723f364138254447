using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Survey.Estimate;

/// <summary>Coefficients of a weighted logistic regression, and the inverse of its information matrix.</summary>
internal sealed record LogisticFit(Vector<double> Coefficients, Matrix<double> Inverse)
{
    /// <summary>Beyond this a fitted probability is 0 or 1 to rounding, as R's <c>glm.fit</c> has it.</summary>
    private static readonly double LargestLogit = -Math.Log(10 * Math.Pow(2, -52));

    private const double RankTolerance = 1e-10;
    private const double Tolerance = 1e-12;
    private const int Rounds = 100;

    /// <summary>By iteratively reweighted least squares (McCullagh and Nelder 1989, 2.5), each by QR.</summary>
    public static (LogisticFit? Fit, NotEstimable? Reason) Of(Patterns patterns)
    {
        if (!HasFullRank(patterns.X))
            return (null, NotEstimable.Singular);
        var shares = patterns.WeightsOfYes / patterns.Weights;
        // As R starts: between each pattern's own share and a half.
        var logits = ((shares + 0.5) / 2).Map(SpecialFunctions.Logit);
        var last = Vector<double>.Build.Dense(patterns.X.ColumnCount);
        for (var round = 0; round < Rounds; round++)
        {
            var fitted = logits.Map(SpecialFunctions.Logistic);
            var slopes = fitted.PointwiseMultiply(1 - fitted);
            var weights = patterns.Weights.PointwiseMultiply(slopes).PointwiseSqrt();
            var response = logits + (shares - fitted).PointwiseDivide(slopes);
            var qr = Scale(patterns.X, weights).QR(QRMethod.Thin);
            var coefficients = qr.Solve(weights.PointwiseMultiply(response));
            logits = patterns.X * coefficients;
            if (!(logits.AbsoluteMaximum() < LargestLogit))
                return (null, NotEstimable.Separation);
            var step = (coefficients - last).InfinityNorm();
            last = coefficients;
            if (step <= Tolerance * (1 + coefficients.InfinityNorm()))
            {
                var inverse = qr.R.Inverse();
                return (new LogisticFit(coefficients, inverse.TransposeAndMultiply(inverse)), null);
            }
        }
        return (null, NotEstimable.Separation);
    }

    private static bool HasFullRank(Matrix<double> x)
    {
        var singular = x.Svd(computeVectors: false).S;
        return singular.Count(value => value > RankTolerance * singular[0]) == x.ColumnCount;
    }

    private static Matrix<double> Scale(Matrix<double> x, Vector<double> rows) =>
        x.MapIndexed((row, _, value) => value * rows[row]);
}
