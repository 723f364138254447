using System.Collections.Immutable;
using System.Globalization;

namespace Survey.Ask;

/// <summary>Reads survey.json and checks its meaning.</summary>
internal static class SurveyReader
{
    public static WaveCalendar Calendar(Node root)
    {
        var waves = root["waves"]!.Value;
        var starts = waves.Items("start").Select(Day).ToImmutableArray();
        if (!starts.SequenceEqual(starts.Distinct().OrderBy(day => (day.Month, day.Day))))
            waves["start"]!.Value.Fault("are not in the order of the year");
        return new WaveCalendar(Zone(root["time_zone"]!.Value), waves.Text("letter")[0], starts);
    }

    public static string FilesLanguage(Node root, ImmutableArray<string> languages)
    {
        var language = root["files_language"]!.Value;
        if (!languages.Contains(language.Text()))
            language.Fault($"'{language.Text()}' is not a language of the instrument");
        return language.Text();
    }

    public static Licence? Licence(Node root) =>
        root["licence"] is { } licence
            ? new(licence.Text("name"), licence.Text("title"), licence.Text("path"))
            : null;

    private static TimeZoneInfo Zone(Node names)
    {
        foreach (var name in names.Items())
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name.Text(), out var zone))
                return zone;
        names.Fault("none of them is a time zone that this machine knows");
        return TimeZoneInfo.Utc;
    }

    private static YearDay Day(Node node)
    {
        // No leap year: 29 February is not a day of every year.
        if (
            !DateOnly.TryParseExact(
                $"2001-{node.Text()}",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            node.Fault($"'{node.Text()}' is not a day of every year");
        return new YearDay(day.Month, day.Day);
    }
}
