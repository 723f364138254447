using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>When a survey's waves are, in the time of its country (survey.json). Everything is kept and written in UTC.</summary>
/// <param name="Letter">In a wave's id, between year and number.</param>
/// <param name="Starts">The first day of each period, in the order of the year; a period ends when the next begins.</param>
public sealed record WaveCalendar(TimeZoneInfo Zone, char Letter, ImmutableArray<YearDay> Starts)
{
    /// <summary>Quarters in UTC: of a definition that names no country.</summary>
    public static WaveCalendar Quarters { get; } =
        new(TimeZoneInfo.Utc, 'Q', [new(1, 1), new(4, 1), new(7, 1), new(10, 1)]);

    public int PerYear => Starts.Length;

    public Period PeriodAt(DateTimeOffset instant)
    {
        var day = DayOf(instant);
        var begun = Starts.Count(start => start.In(day.Year) <= day);
        return begun > 0
            ? new Period(this, day.Year, begun)
            : new Period(this, day.Year - 1, PerYear);
    }

    /// <summary>The period of a wave's id; null when it is none.</summary>
    public Period? Find(string? id) =>
        id
            is [
                '2',
                (>= '0' and <= '9')
                and var hundreds,
                (>= '0' and <= '9')
                and var tens,
                (>= '0' and <= '9')
                and var ones,
                '-',
                var letter,
                (>= '1' and <= '9')
                and var number,
            ]
        && letter == Letter
        && number - '0' <= PerYear
            ? new Period(
                this,
                2000 + 100 * (hundreds - '0') + 10 * (tens - '0') + (ones - '0'),
                number - '0'
            )
            : null;

    /// <summary>The calendar day in the country at an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a day begins in the country, UTC.</summary>
    public DateTimeOffset Midnight(DateOnly day)
    {
        var begins = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks go forward at midnight, the day begins an hour late.
        while (Zone.IsInvalidTime(begins))
            begins = begins.AddMinutes(15);
        return new(TimeZoneInfo.ConvertTimeToUtc(begins, Zone), TimeSpan.Zero);
    }

    public bool IsMidnight(DateTimeOffset instant) => Midnight(DayOf(instant)) == instant;
}

/// <summary>A day that every year has.</summary>
public readonly record struct YearDay(int Month, int Day)
{
    public DateOnly In(int year) => new(year, Month, Day);
}
