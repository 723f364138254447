using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>Where in a release something stands.</summary>
internal static class ReleaseLookup
{
    /// <summary>Null: the release has no such indicator.</summary>
    public static IndicatorView? Find(this ReleaseView release, string indicator) =>
        release.Indicators.FirstOrDefault(one => one.Id == indicator);

    public static IndicatorTexts? TextsOf(this ReleaseView release, string indicator) =>
        release.Texts.Indicators.FirstOrDefault(one => one.Id == indicator);

    public static BreakdownTexts? Breakdown(this ReleaseView release, string by) =>
        release.Texts.Breakdowns.FirstOrDefault(one => one.Id == by);

    /// <summary>The id of the breakdown with everybody in one group.</summary>
    public static string Everybody(this ReleaseView release) =>
        release.Texts.Breakdowns.First(by => by.Items.IsEmpty).Id;

    /// <summary>An indicator's row of everybody; null: the release has no estimates.</summary>
    public static RowView? Total(this ReleaseView release, IndicatorView indicator)
    {
        var everybody = release.Everybody();
        return indicator.Groups.FirstOrDefault(row => row.GroupBy == everybody);
    }

    /// <summary>How a group is called; null: no text names it.</summary>
    public static ImmutableSortedDictionary<string, string>? NameOf(
        this ReleaseView release,
        string by,
        string group
    ) => release.Breakdown(by)?.Groups.FirstOrDefault(one => one.Id == group)?.Text;

    /// <summary>The indicators of the foremost headline; none: it names none.</summary>
    public static ImmutableArray<IndicatorView> Headline(this ReleaseView release) =>
        release.Texts.Headlines is [var first, ..]
            ? [.. first.Indicators.Select(release.Find).OfType<IndicatorView>()]
            : [];

    /// <summary>What changed in an indicator among everybody, against each of the waves compared with, the last one first.</summary>
    public static IEnumerable<ChangeRow> ChangesOf(this ReleaseView release, string indicator)
    {
        var everybody = release.Everybody();
        return release.Changes.Where(one => one.Indicator == indicator && one.GroupBy == everybody);
    }
}
