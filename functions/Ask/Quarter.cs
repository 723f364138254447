using System.Globalization;

namespace Survey.Ask;

/// <summary>A quarter of a year in Lisbon: when its wave opens and closes unless an admin says otherwise.</summary>
/// <param name="Year">2000 to 2999.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int Year, int Number)
{
    /// <summary>The wave's id, <c>yyyy-Qn</c>; ids sort as the quarters do.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}");

    /// <summary>00:00 in Lisbon on its first day, UTC.</summary>
    public DateTimeOffset Opens => LisbonTime.Midnight(new DateOnly(Year, 3 * Number - 2, 1));

    /// <summary>The moment the next one opens.</summary>
    public DateTimeOffset Closes => Plus(1).Opens;

    public static Quarter Of(DateTimeOffset instant)
    {
        var day = LisbonTime.DayOf(instant);
        return new Quarter(day.Year, (day.Month + 2) / 3);
    }

    /// <summary>The quarter of a wave's id; null when it is none.</summary>
    public static Quarter? Parse(string? id) =>
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
                'Q',
                (>= '1' and <= '4')
                and var number,
            ]
            ? new Quarter(
                2000 + 100 * (hundreds - '0') + 10 * (tens - '0') + (ones - '0'),
                number - '0'
            )
            : null;

    /// <summary>So many quarters later, or earlier when negative.</summary>
    public Quarter Plus(int quarters)
    {
        var count = 4 * Year + Number - 1 + quarters;
        return new Quarter(count / 4, count % 4 + 1);
    }

    /// <summary>How many quarters this one comes after another; negative: before.</summary>
    public int Since(Quarter other) => 4 * (Year - other.Year) + Number - other.Number;
}
