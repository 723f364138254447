using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A group in two waves: a difference between those who answered. Made from the published rows of both, so that it
/// tells nothing that they do not.</summary>
/// <param name="Against">The earlier wave.</param>
/// <param name="Group">As the files name it.</param>
/// <param name="Difference">The later estimate less the earlier; 4 decimals, as are its interval and p-value.</param>
/// <param name="Verdict">higher, lower, about_the_same or cannot_tell.</param>
/// <param name="Break">Wording or routing changed in between: nothing is compared.</param>
/// <param name="Better">Whether the verdict is good news; null: neither, or it does not say.</param>
public sealed record ChangeRow(
    string Against,
    string Indicator,
    string GroupBy,
    string Group,
    decimal? Difference,
    decimal? CiLow,
    decimal? CiHigh,
    decimal? PValue,
    string? Verdict,
    bool Break,
    bool? Better
)
{
    /// <summary>Every group that both waves publish.</summary>
    internal static IEnumerable<ChangeRow> Of(Release release) =>
        from against in Before(release.Definition.Calendar, release.Wave.Id)
        from earlier in release.Earlier
        where earlier.Wave == against
        from indicator in release.Indicators
        from before in earlier.Indicators
        where before.Id == indicator.Id
        from row in indicator.Groups
        from old in before.Groups
        where (old.GroupBy, old.Group) == (row.GroupBy, row.Group)
        where old.Estimate is not null && row.Estimate is not null
        select Between(against, indicator, row, old, before.Wording != indicator.Wording);

    /// <summary>The wave before, and the one of the same time last year.</summary>
    private static IEnumerable<string> Before(WaveCalendar calendar, string wave) =>
        calendar.Find(wave) is { } period
            ? new[] { 1, calendar.PerYear }.Distinct().Select(back => period.Plus(-back).Id)
            : [];

    /// <summary>Two rows with figures.</summary>
    internal static ChangeRow Between(
        string against,
        IndicatorView indicator,
        RowView row,
        RowView old,
        bool isBreak
    )
    {
        var change = isBreak ? null : Changes.Between(ShareOf(old), ShareOf(row));
        return new(
            against,
            indicator.Id,
            row.GroupBy,
            row.Group,
            Rounded.To(4, change?.Difference),
            Rounded.To(4, change?.Low),
            Rounded.To(4, change?.High),
            Rounded.To(4, change?.P),
            change is null ? null : FileWords.Of(change.Verdict),
            isBreak,
            change is null
                ? null
                : Changes.IsBetter(change.Verdict, Enum.Parse<Good>(indicator.Good, true))
        );
    }

    /// <summary>An exact interval has no error.</summary>
    internal static WaveShare ShareOf(RowView row) =>
        new((double)row.Estimate!, (double)(row.StdError ?? 0), row.Base!.Value);
}
