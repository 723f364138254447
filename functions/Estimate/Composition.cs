using MathNet.Numerics;

namespace Survey.Estimate;

/// <summary>Whether two waves were answered by the same kinds of people: Pearson's chi-square of a table of two columns.</summary>
/// <param name="CramersV">How far apart, 0 to 1.</param>
public sealed record Composition(double ChiSquare, int Degrees, double P, double CramersV)
{
    /// <summary>A small effect (Cohen 1988), and not by chance.</summary>
    public bool Differs => CramersV >= 0.1 && P < 0.001;

    /// <param name="now">Respondents of each group.</param>
    /// <param name="before">Of the same groups in another wave.</param>
    /// <returns>Null: there is nothing to compare.</returns>
    public static Composition? Of(IReadOnlyList<long> now, IReadOnlyList<long> before)
    {
        (double Now, double Before)[] groups =
        [
            .. now.Zip(before, (one, other) => ((double)one, (double)other))
                .Where(group => group.Item1 + group.Item2 > 0),
        ];
        var (all, allBefore) = (groups.Sum(one => one.Now), groups.Sum(one => one.Before));
        if (groups.Length < 2 || all == 0 || allBefore == 0)
            return null;
        var chiSquare = groups.Sum(group =>
        {
            var share = (group.Now + group.Before) / (all + allBefore);
            return Square(group.Now - share * all) / (share * all)
                + Square(group.Before - share * allBefore) / (share * allBefore);
        });
        var degrees = groups.Length - 1;
        return new(
            chiSquare,
            degrees,
            SpecialFunctions.GammaUpperRegularized(degrees / 2.0, chiSquare / 2),
            Math.Sqrt(chiSquare / (all + allBefore))
        );
    }

    private static double Square(double value) => value * value;
}
