using System.Globalization;

namespace Survey.Ask;

/// <summary>A part of a year that has a wave of its own, e.g. a quarter: when the wave opens and closes unless an admin
/// says otherwise.</summary>
/// <param name="Year">2000 to 2999; that of its first day.</param>
/// <param name="Number">From 1, in the order of the year.</param>
public sealed record Period(WaveCalendar Calendar, int Year, int Number)
{
    /// <summary>The wave's id, e.g. <c>2026-Q4</c>; ids sort as the periods do.</summary>
    public string Id =>
        string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Calendar.Letter}{Number}");

    /// <summary>00:00 in the country on its first day, UTC.</summary>
    public DateTimeOffset Opens => Calendar.Midnight(Calendar.Starts[Number - 1].In(Year));

    /// <summary>The moment the next one opens.</summary>
    public DateTimeOffset Closes => Plus(1).Opens;

    /// <summary>So many periods later, or earlier when negative.</summary>
    public Period Plus(int periods)
    {
        var count = Calendar.PerYear * Year + Number - 1 + periods;
        return this with { Year = count / Calendar.PerYear, Number = count % Calendar.PerYear + 1 };
    }

    /// <summary>How many periods this one comes after another of its calendar; negative: before.</summary>
    public int Since(Period other) =>
        Calendar.PerYear * (Year - other.Year) + Number - other.Number;
}
