using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>In the words of the files.</summary>
public enum Status
{
    Published,

    /// <summary>Held back: too few respondents (rule 1).</summary>
    Small,

    /// <summary>Held back: too uncertain (rule 2).</summary>
    Unreliable,

    /// <summary>Held back: it would help to work out a small row (rule 3).</summary>
    Linked,

    /// <summary>Published; the estimate is 0 or 1 and the interval exact.</summary>
    ExactInterval,

    /// <summary>Nobody in the group was asked and answered.</summary>
    NoBase,
}

/// <summary>One indicator in one group, as published.</summary>
/// <param name="Numbers">Null where held back or without a base: then not even the base is said.</param>
public sealed record Row(
    string Indicator,
    string GroupBy,
    string Group,
    Status Status,
    Numbers? Numbers
)
{
    /// <param name="hidden">Why it is held back; null: it is not.</param>
    /// <param name="peopleStep">What numbers of people are rounded to.</param>
    internal static Row Of(Proportion row, Status? hidden, long peopleStep)
    {
        var status =
            hidden
            ?? (
                row.Base == 0 ? Status.NoBase
                : row.IsExact ? Status.ExactInterval
                : Status.Published
            );
        var numbers = status is Status.Published or Status.ExactInterval
            ? Numbers.Of(row, peopleStep)
            : null;
        return new Row(row.Indicator, row.GroupBy, row.Group, status, numbers);
    }
}

/// <summary>A published row's numbers, rounded.</summary>
/// <param name="Base">Respondents, to the nearest 5.</param>
/// <param name="EffectiveSize">Kish's, of the base, to the nearest 5.</param>
/// <param name="Estimate">Proportion, 4 decimals, as are its standard error and 95% interval.</param>
/// <param name="StandardError">Null where the interval is exact.</param>
/// <param name="People">To the release's <see cref="Weights.PeopleStep"/>, as are its bounds.</param>
/// <param name="Others">Those asked whom <paramref name="People"/> leaves.</param>
public sealed record Numbers(
    long Base,
    long EffectiveSize,
    decimal Estimate,
    decimal? StandardError,
    decimal Low,
    decimal High,
    long People,
    long PeopleLow,
    long PeopleHigh,
    Others Others
)
{
    internal static Numbers Of(Proportion row, long peopleStep)
    {
        var (_, people, others) = NumberOfPeople.From(row, Good.Up)!;
        return new(
            NearestFive(row.Base),
            NearestFive(row.EffectiveSize),
            FourDecimals(row.Estimate),
            row.IsExact ? null : FourDecimals(row.StandardError),
            FourDecimals(row.Low),
            FourDecimals(row.High),
            NumberOfPeople.Round(people.Estimate, peopleStep),
            NumberOfPeople.Round(people.Low, peopleStep),
            NumberOfPeople.Round(people.High, peopleStep),
            new Others(
                NumberOfPeople.Round(others!.Estimate, peopleStep),
                NumberOfPeople.Round(others.Low, peopleStep),
                NumberOfPeople.Round(others.High, peopleStep)
            )
        );
    }

    internal static long NearestFive(double count) =>
        5 * (long)Math.Round(count / 5, MidpointRounding.AwayFromZero);

    /// <exception cref="OverflowException">Not a number: it must not reach a release.</exception>
    private static decimal FourDecimals(double value) =>
        decimal.Round((decimal)value, 4, MidpointRounding.AwayFromZero);
}

/// <summary>Of those asked, the people who do not: told where doing is what is wanted.</summary>
public sealed record Others(long People, long PeopleLow, long PeopleHigh);
