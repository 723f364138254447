using System.Globalization;
using Survey.Publish.Readings;

namespace Survey.Publish.Pages;

/// <summary>What a release's figures say, in the page's language: nothing here decides what may be said.</summary>
internal sealed class Sentences(PageContext view, ReleaseView release)
{
    public string Title(string indicator) => view.Say(release.Find(indicator)!.Title);

    public string Group(string by, string group) =>
        release.NameOf(by, group) is { } name ? view.Say(name) : group;

    /// <summary>Whom a share is of, to stand after a figure.</summary>
    public string Denominator(string indicator) =>
        release.TextsOf(indicator)?.Denominator is { } own
            ? view.Say(own)
            : view.Fill("of-base", view.Say(release.Find(indicator)!.Denominator));

    public string Of(Finding finding)
    {
        var (title, share, of) = (
            Title(finding.Indicator),
            view.Percent(finding.Share.Estimate),
            Denominator(finding.Indicator)
        );
        if (finding.Difference is not { } difference)
            return view.Fill(
                "finding-share",
                title,
                Level(finding),
                of,
                share,
                view.Interval(finding.Share.Low, finding.Share.High)
            );
        var points = view.Points(Math.Abs(difference.Estimate));
        var interval = view.SignedInterval(difference.Low, difference.High);
        var way = difference.Estimate > 0 ? "more" : "less";
        return finding.Kind == FindingKind.Change
            ? view.Fill($"change-{way}", title, share, of, points, finding.Against!, interval)
            : view.Fill(
                $"group-{way}",
                title,
                share,
                of,
                Group(finding.GroupBy, finding.Group),
                points,
                interval
            );
    }

    public string Of(PriorityRow priority) =>
        view.Fill(
            "priority",
            Group(priority.GroupBy, priority.Group),
            Title(priority.Indicator),
            view.Percent(priority.Estimate ?? 0),
            Denominator(priority.Indicator),
            view.Number(priority.PointsWorse ?? 0, "0.0"),
            PageContext.Whole(priority.People),
            PageContext.Whole(priority.PeopleLow)
        );

    /// <summary>Since which wave, how much, and what may be said of it.</summary>
    public string Of(ChangeRow change) =>
        change.Break ? view.Fill("since-broken", change.Against)
        : change is { Difference: { } difference, CiLow: { } low, CiHigh: { } high }
            ? view.Fill(
                "since",
                change.Against,
                view.Signed(difference),
                view.SignedInterval(low, high),
                Verdict(change)
            )
        : view.Fill("since-unknown", change.Against);

    public string Verdict(ChangeRow change)
    {
        var verdict = view[$"verdict-{change.Verdict}"];
        return change.Better is { } better
            ? $"{verdict} ({view[better ? "better" : "worse"]})"
            : verdict;
    }

    public string Verdict(ClaimReading reading) => view[$"claim-{FileWords.Of(reading.Verdict)}"];

    /// <summary>How the claim is read, and why its verdict follows.</summary>
    public string Why(string indicator, ClaimReading reading)
    {
        var why = view[$"why-{FileWords.Of(reading.Reason)}"];
        return release.TextsOf(indicator)?.Expects switch
        {
            null => why,
            { MoreIn: { } more } => $"{view.Fill("read-group", Group(more))} {why}",
            { From: { } from, To: { } to } =>
                $"{view.Fill("read-between", view.Percent(from), view.Percent(to))} {why}",
            { From: { } from } => $"{view.Fill("read-from", view.Percent(from))} {why}",
            { To: var to } => $"{view.Fill("read-to", view.Percent(to ?? 1))} {why}",
        };
    }

    private string Group(Ask.ItemOption option) =>
        Group(
            release.Texts.Breakdowns.First(by => by.Items is [var item] && item == option.Item).Id,
            FileGroup.PartOf(option.Item, option.Option)
        );

    private string Level(Finding finding) =>
        finding switch
        {
            { Above: > 0, Below: < 1 } => view.Fill(
                "level-between",
                Fraction(finding.Above),
                Fraction(finding.Below)
            ),
            { Above: > 0 } => view.Fill("level-above", Fraction(finding.Above)),
            _ => view.Fill("level-below", Fraction(finding.Below)),
        };

    private string Fraction(decimal fraction) =>
        view[$"fraction-{(100 * fraction).ToString("0", CultureInfo.InvariantCulture)}"];
}
