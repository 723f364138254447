using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Survey.Estimate;

/// <summary>A fitted model's numbers, with the intercept first and then as <see cref="Patterns.Terms"/>.</summary>
/// <param name="Degrees">Of freedom: respondents less coefficients.</param>
/// <param name="Effects">Average marginal effects of the terms against their predictor's reference: a difference of
/// probabilities.</param>
internal sealed record LogisticEstimates(
    long Degrees,
    Vector<double> Coefficients,
    Matrix<double> Covariance,
    Vector<double> Effects,
    Vector<double> EffectErrors
)
{
    /// <summary>The covariance is R's <c>vcov(svyglm())</c> on a calibrated design, the effects and their errors are
    /// those of <c>svypredmeans</c> (Graubard and Korn 1999): from the coefficients, and from who was sampled.</summary>
    public static LogisticEstimates Of(
        Patterns patterns,
        LogisticFit fit,
        Sample sample,
        long degrees
    )
    {
        var terms = patterns.Terms.Select(term => Effect(patterns, fit, term)).ToArray();
        var covariance = Linearised.Covariance(
            sample,
            [.. patterns.Counted.Select(one => (one.Cell, one.Count))],
            [.. Influence(patterns, fit), .. terms.Select(term => term.Influence)]
        );
        var size = fit.Coefficients.Count;
        var ofCoefficients = covariance.SubMatrix(0, size, 0, size);
        return new LogisticEstimates(
            degrees,
            fit.Coefficients,
            ofCoefficients,
            Vector<double>.Build.DenseOfEnumerable(terms.Select(term => term.Mean)),
            Vector<double>.Build.DenseOfEnumerable(
                terms.Select(
                    (term, place) =>
                        Math.Sqrt(
                            covariance[size + place, size + place]
                                + term.Gradient * ofCoefficients * term.Gradient
                        )
                )
            )
        );
    }

    /// <summary>Each coefficient's linearised variable.</summary>
    private static IEnumerable<double[]> Influence(Patterns patterns, LogisticFit fit)
    {
        var fitted = (patterns.X * fit.Coefficients).Map(SpecialFunctions.Logistic);
        var directions = patterns.X * fit.Inverse;
        return Enumerable
            .Range(0, fit.Coefficients.Count)
            .Select(coefficient =>
                patterns
                    .Counted.Select(
                        (one, place) =>
                        {
                            var pattern = patterns.PatternOf[place];
                            var residual = (Patterns.IsYes(one) ? 1 : 0) - fitted[pattern];
                            return residual * directions[pattern, coefficient];
                        }
                    )
                    .ToArray()
            );
    }

    /// <summary>The mean, over everybody in the model, of what a level changes.</summary>
    private static (double Mean, Vector<double> Gradient, double[] Influence) Effect(
        Patterns patterns,
        LogisticFit fit,
        (int Predictor, int Level) term
    )
    {
        var shares = patterns.Weights / patterns.Weights.Sum();
        var (ifSo, slopeIfSo) = Margin(term.Level);
        var (ifNot, slopeIfNot) = Margin(patterns.Present(term.Predictor)[0]);
        var changes = ifSo - ifNot;
        var mean = shares * changes;
        return (
            mean,
            slopeIfSo - slopeIfNot,
            [.. patterns.PatternOf.Select(at => (changes[at] - mean) / patterns.Weights.Sum())]
        );

        (Vector<double> Fitted, Vector<double> Slope) Margin(int level)
        {
            var x = patterns.With(term.Predictor, level);
            var fitted = (x * fit.Coefficients).Map(SpecialFunctions.Logistic);
            return (fitted, shares.PointwiseMultiply(fitted).PointwiseMultiply(1 - fitted) * x);
        }
    }
}
