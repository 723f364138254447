using System.Globalization;

namespace Survey.Publish;

/// <summary>Every release, and each indicator's total over the waves.</summary>
internal static class ListPage
{
    /// <param name="releases">Oldest wave first.</param>
    public static IResult Show(
        Reader reader,
        IReadOnlyList<(Manifest Manifest, ReleaseView Release)> releases
    )
    {
        var isSynthetic = releases.Any(one => one.Manifest.Synthetic);
        var content =
            releases.Count == 0
                ? Markup.Of($"<p>{reader["no-releases"]}</p>")
                : Markup.Of(
                    $"""
                    {Layout.Synthetic(reader, isSynthetic)}
                    <div class="table" role="region" tabindex="0" aria-label="{reader[
                        "waves"
                    ]}"><table class="waves">
                    <thead><tr><th scope="col">{reader["wave"]}</th><th scope="col">{reader[
                        "responses"
                    ]}</th><th scope="col">{reader["published"]}</th><th scope="col">{reader[
                        "revision"
                    ]}</th></tr></thead>
                    <tbody>{releases.Reverse().Select(one => Wave(reader, one.Manifest))}</tbody>
                    </table></div>
                    <section aria-labelledby="trends"><h2 id="trends">{reader["trends"]}</h2>
                    <p>{reader["trends-text"]}</p>
                    <div class="trends">{Trends(reader, releases)}</div></section>
                    """
                );
        return Layout.Page(reader, "/releases", reader["releases"], content);
    }

    private static Markup Wave(Reader reader, Manifest release) =>
        Markup.Of(
            $"<tr><th scope=\"row\"><a href=\"{reader.Link($"/releases/{release.Wave}")}\">{release.Wave}</a></th><td>{Reader.Whole(release.Responses)}</td><td>{release.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</td><td>{release.Revision}</td></tr>"
        );

    /// <summary>Indicators as the newest wave has them.</summary>
    private static IEnumerable<Markup> Trends(
        Reader reader,
        IReadOnlyList<(Manifest Manifest, ReleaseView Release)> releases
    ) =>
        releases[^1]
            .Release.Indicators.Select(indicator =>
            {
                var points = releases
                    .Select(one => (one.Manifest.Wave, Everybody(one.Release, indicator.Id)))
                    .ToList();
                return Markup.Of(
                    $"""
                    <section class="indicator" aria-labelledby="trend-{indicator.Id}">
                    <h3 id="trend-{indicator.Id}">{indicator.Title[reader.Language]}</h3>
                    <figure>{TrendChart.Draw(reader, points)}</figure>
                    <table><thead><tr><th scope="col">{reader["wave"]}</th><th scope="col">{reader[
                        "estimate"
                    ]}</th><th scope="col">{reader["interval"]}</th></tr></thead>
                    <tbody>{points.Select(point => Point(reader, point))}</tbody></table>
                    </section>

                    """
                );
            });

    private static Markup Point(Reader reader, (string Wave, RowView? Row) point) =>
        point.Row is { Estimate: { } estimate, CiLow: { } low, CiHigh: { } high }
            ? Markup.Of(
                $"<tr><th scope=\"row\">{point.Wave}</th><td>{reader.Percent(estimate)}</td><td>{reader.Interval(low, high)}</td></tr>"
            )
            : Markup.Of(
                $"<tr><th scope=\"row\">{point.Wave}</th><td class=\"none\" colspan=\"2\">{reader[$"status-{point.Row?.Status ?? "no_base"}"]}</td></tr>"
            );

    private static RowView? Everybody(ReleaseView release, string indicator) =>
        release
            .Indicators.FirstOrDefault(one => one.Id == indicator)
            ?.Groups.FirstOrDefault(row => row.GroupBy == "all");
}
