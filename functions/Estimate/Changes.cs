using Survey.Ask;

namespace Survey.Estimate;

/// <summary>What two open waves, whose respondents are not the same people, say of a change.</summary>
public static class Changes
{
    /// <summary>The least difference that is worth a verdict, and the largest that is none.</summary>
    private const double ThreePoints = 0.03;

    /// <summary>A difference of decimals such as 0.43 - 0.40 falls short by a rounding error.</summary>
    private const double Rounding = 1e-12;
    private const double Level = 0.05;

    /// <summary>The difference of two independent estimates. Where one of them has no error (nobody or everybody said
    /// yes), figures of the difference are NaN and the verdict is that we cannot tell.</summary>
    public static Change Between(WaveShare earlier, WaveShare later)
    {
        var degrees = earlier.Base + later.Base - 2;
        var difference = later.Share - earlier.Share;
        var error = Math.Sqrt(
            earlier.StandardError * earlier.StandardError
                + later.StandardError * later.StandardError
        );
        if (!(earlier.StandardError > 0 && later.StandardError > 0) || degrees < 1)
            return new Change(difference);
        var reach = Intervals.StudentT975(degrees) * error;
        // Two one-sided tests (Schuirmann 1987); the weaker of them counts.
        var equivalent = Math.Max(
            Tails.AboveT((difference + ThreePoints) / error, degrees),
            Tails.AboveT((ThreePoints - difference) / error, degrees)
        );
        var (low, high) = (difference - reach, difference + reach);
        return new Change(
            difference,
            error,
            low,
            high,
            Tails.TwoSidedT(difference / error, degrees),
            equivalent,
            low > 0 && difference >= ThreePoints - Rounding ? Verdict.Higher
                : high < 0 && difference <= -ThreePoints + Rounding ? Verdict.Lower
                : equivalent < Level ? Verdict.AboutTheSame
                : Verdict.CannotTell
        );
    }

    /// <summary>Whether a verdict is good news (true), bad news (false), or neither (null).</summary>
    public static bool? IsBetter(Verdict verdict, Good good) =>
        (verdict, good) switch
        {
            (Verdict.Higher, Good.Up) or (Verdict.Lower, Good.Down) => true,
            (Verdict.Higher, Good.Down) or (Verdict.Lower, Good.Up) => false,
            _ => null,
        };
}

/// <summary>An indicator in one wave.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="StandardError">0 or NaN where the share is 0 or 1.</param>
/// <param name="Base">Respondents, unweighted.</param>
public sealed record WaveShare(double Share, double StandardError, long Base);

/// <summary>A difference between those who answered in two waves.</summary>
/// <param name="Difference">The later share less the earlier, -1 to 1, with its 95 % interval.</param>
/// <param name="P">Of there being no difference.</param>
/// <param name="PEquivalent">Of the difference being 3 points or more.</param>
public sealed record Change(
    double Difference,
    double StandardError = double.NaN,
    double Low = double.NaN,
    double High = double.NaN,
    double P = double.NaN,
    double PEquivalent = double.NaN,
    Verdict Verdict = Verdict.CannotTell
);

public enum Verdict
{
    /// <summary>Neither a difference nor its absence is shown.</summary>
    CannotTell,

    /// <summary>The interval is above 0 and the difference at least 3 points.</summary>
    Higher,

    /// <summary>The interval is below 0 and the difference at least 3 points.</summary>
    Lower,

    /// <summary>A difference of 3 points or more, either way, is ruled out at 5 %.</summary>
    AboutTheSame,
}
