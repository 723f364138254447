using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How many young people a share stands for: the share of the group's people who would be asked.</summary>
/// <param name="Of">How many are asked: what the share is a share of.</param>
/// <param name="Yes">Who do.</param>
/// <param name="No">Who do not, where doing is what is wanted; else null.</param>
public sealed record NumberOfPeople(double Of, IntervalEstimate Yes, IntervalEstimate? No)
{
    /// <summary>Null where there is no share.</summary>
    public static NumberOfPeople? From(Proportion share, Good good) =>
        share.Base == 0
            ? null
            : new NumberOfPeople(
                share.Asked,
                new IntervalEstimate(share.Estimate, share.Low, share.High) * share.Asked,
                good == Good.Up
                    ? new IntervalEstimate(1 - share.Estimate, 1 - share.High, 1 - share.Low)
                        * share.Asked
                    : null
            );

    /// <summary>What numbers of people are rounded to: at least what 5 respondents stand for, in whole hundreds.</summary>
    /// <param name="meanWeight">People whom a respondent stands for, on average.</param>
    public static long Step(double meanWeight) => 100 * (long)Math.Ceiling(5 * meanWeight / 100);

    /// <exception cref="OverflowException">Not a number.</exception>
    public static long Round(double people, long step) =>
        step * checked((long)Math.Round(people / step, MidpointRounding.AwayFromZero));
}

/// <summary>An estimate and its 95 % interval.</summary>
public sealed record IntervalEstimate(double Estimate, double Low, double High)
{
    public static IntervalEstimate operator *(IntervalEstimate range, double by) =>
        new(range.Estimate * by, range.Low * by, range.High * by);
}
