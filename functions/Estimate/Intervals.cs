using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Survey.Estimate;

/// <summary>95% confidence intervals of a proportion.</summary>
internal static class Intervals
{
    /// <summary>Student's t on the logit scale, as R's <c>svyciprop(method = "logit")</c>.</summary>
    /// <param name="p">Between 0 and 1, neither of them.</param>
    /// <param name="degrees">Of freedom, 1 or more.</param>
    public static (double Low, double High) Logit(double p, double standardError, long degrees)
    {
        var logit = Math.Log(p / (1 - p));
        var reach = StudentT975(degrees) * standardError / (p * (1 - p));
        return (Expit(logit - reach), Expit(logit + reach));
    }

    /// <summary>Korn and Graubard's (1998) bound other than 0 where nobody said yes: Clopper and Pearson's, with an
    /// effective size for the count. Where everybody did, it is this one's distance from 1.</summary>
    /// <param name="size">Kish's effective size, above 0.</param>
    public static double KornGraubardOfNone(double size)
    {
        // 1 - 0.025^(1/size) without the cancellation: 1 - e^x = -2 tanh(x/2) / (1 - tanh(x/2)).
        var half = Math.Tanh(Math.Log(0.025) / size / 2);
        return -2 * half / (1 - half);
    }

    /// <summary>The 0.975 quantile of Student's t, to 1e-13 relative: MathNet's own is off by up to 2e-10 at 1 degree of
    /// freedom and 2e-7 at 1e9.</summary>
    public static double StudentT975(long degrees)
    {
        if (degrees > 400)
            return Expansion(degrees);
        var t = degrees > 8 ? Expansion(degrees) : StudentT.InvCDF(0, 1, degrees, 0.975);
        for (var step = 0; step < 2; step++)
            t -= (Inside(t, degrees) - 0.95) / (2 * StudentT.PDF(0, 1, degrees, t));
        return t;
    }

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Probability between -t and t: Abramowitz and Stegun 26.7.3 (odd degrees) and 26.7.4 (even).</summary>
    private static double Inside(double t, long degrees)
    {
        var odd = degrees % 2 == 1;
        var angle = Math.Atan(t / Math.Sqrt(degrees));
        var cosine = Math.Cos(angle);
        var (sum, term) = (0.0, odd ? cosine : 1.0);
        for (var power = odd ? 1 : 0; power <= degrees - 2; power += 2)
        {
            sum += term;
            term *= (power + 1.0) / (power + 2.0) * cosine * cosine;
        }
        return odd ? 2 / Math.PI * (angle + Math.Sin(angle) * sum) : Math.Sin(angle) * sum;
    }

    /// <summary>From the normal quantile, in powers of 1/degrees: Abramowitz and Stegun 26.7.5.</summary>
    private static double Expansion(double degrees)
    {
        var x = Normal.InvCDF(0, 1, 0.975);
        return x
            + Polynomial.Evaluate(x, 0, 1, 0, 1) / 4 / degrees
            + Polynomial.Evaluate(x, 0, 3, 0, 16, 0, 5) / 96 / Math.Pow(degrees, 2)
            + Polynomial.Evaluate(x, 0, -15, 0, 17, 0, 19, 0, 3) / 384 / Math.Pow(degrees, 3)
            + Polynomial.Evaluate(x, 0, -945, 0, -1920, 0, 1482, 0, 776, 0, 79)
                / 92160
                / Math.Pow(degrees, 4);
    }
}
