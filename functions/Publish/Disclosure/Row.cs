using Survey.Estimate;

namespace Survey.Publish;

/// <summary>In the words of the files.</summary>
public enum Status
{
    Published,

    /// <summary>A disclosure rule holds it back.</summary>
    Suppressed,

    /// <summary>Published; the estimate is 0 or 1 and the interval exact.</summary>
    ExactInterval,

    /// <summary>Nobody in the group was asked and answered.</summary>
    NoBase,
}

/// <summary>One indicator in one group, as published.</summary>
/// <param name="Numbers">Null where suppressed or without a base: then not even the base is said.</param>
public sealed record Row(
    string Indicator,
    string GroupBy,
    string Group,
    Status Status,
    Numbers? Numbers
)
{
    internal static Row Of(Proportion row, bool isSuppressed)
    {
        var status =
            isSuppressed ? Status.Suppressed
            : row.Base == 0 ? Status.NoBase
            : row.IsExact ? Status.ExactInterval
            : Status.Published;
        var numbers = status is Status.Published or Status.ExactInterval ? Numbers.Of(row) : null;
        return new Row(row.Indicator, row.GroupBy, row.Group, status, numbers);
    }
}

/// <summary>A published row's numbers, rounded (rule 3 of docs/disclosure.md).</summary>
/// <param name="Base">Respondents, to the nearest 5.</param>
/// <param name="Estimate">Proportion, 4 decimals, as are its standard error and 95% interval.</param>
/// <param name="People">To hundreds, as are its bounds.</param>
public sealed record Numbers(
    long Base,
    decimal Estimate,
    decimal StandardError,
    decimal Low,
    decimal High,
    long People,
    long PeopleLow,
    long PeopleHigh
)
{
    internal static Numbers Of(Proportion row) =>
        new(
            NearestFive(row.Base),
            FourDecimals(row.Estimate),
            FourDecimals(row.StandardError),
            FourDecimals(row.Low),
            FourDecimals(row.High),
            Hundreds(row.Estimate * row.Asked),
            Hundreds(row.Low * row.Asked),
            Hundreds(row.High * row.Asked)
        );

    internal static long NearestFive(double count) =>
        5 * (long)Math.Round(count / 5, MidpointRounding.AwayFromZero);

    /// <exception cref="OverflowException">Not a number: it must not reach a release.</exception>
    private static decimal FourDecimals(double value) =>
        decimal.Round((decimal)value, 4, MidpointRounding.AwayFromZero);

    private static long Hundreds(double people) =>
        100 * checked((long)Math.Round(people / 100, MidpointRounding.AwayFromZero));
}
