using MathNet.Numerics;

namespace Survey.Estimate;

/// <summary>Probabilities beyond a value, without the cancellation of 1 less the distribution function.</summary>
internal static class Tails
{
    /// <summary>Of F's distribution above <paramref name="f"/> (Abramowitz and Stegun 26.6.2); degrees of freedom may be
    /// fractions.</summary>
    public static double F(double f, double degrees1, double degrees2) =>
        f <= 0
            ? 1
            : SpecialFunctions.BetaRegularized(
                degrees2 / 2,
                degrees1 / 2,
                degrees2 / (degrees2 + degrees1 * f)
            );

    /// <summary>Of Student's t, beyond plus or minus <paramref name="t"/>.</summary>
    public static double TwoSidedT(double t, double degrees) => F(t * t, 1, degrees);

    /// <summary>Of Student's t, above <paramref name="t"/>.</summary>
    public static double AboveT(double t, double degrees) =>
        t > 0 ? TwoSidedT(t, degrees) / 2 : 1 - TwoSidedT(t, degrees) / 2;
}
