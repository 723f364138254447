using System.Globalization;

namespace Survey.Publish;

/// <summary>Every release, and each indicator's total over the waves.</summary>
internal static class ListPage
{
    /// <param name="releases">Oldest wave first.</param>
    public static IResult Show(
        PageContext context,
        IReadOnlyList<(Manifest Manifest, ReleaseView Release)> releases
    )
    {
        var isSynthetic = releases.Any(one => one.Manifest.Synthetic);
        var content =
            releases.Count == 0
                ? Markup.Of($"<p>{context["no-releases"]}</p>")
                : Markup.Of(
                    $"""
                    {Layout.Synthetic(context, isSynthetic)}
                    <div class="table" role="region" tabindex="0" aria-label="{context[
                        "waves"
                    ]}"><table class="waves">
                    <thead><tr><th scope="col">{context["wave"]}</th><th scope="col">{context[
                        "responses"
                    ]}</th><th scope="col">{context["published"]}</th><th scope="col">{context[
                        "revision"
                    ]}</th></tr></thead>
                    <tbody>{releases.Reverse().Select(one => Wave(context, one.Manifest))}</tbody>
                    </table></div>
                    <section aria-labelledby="trends"><h2 id="trends">{context["trends"]}</h2>
                    <p>{context["trends-text"]}</p>
                    <div class="trends">{Trends(context, releases)}</div></section>
                    """
                );
        return Layout.Page(context, "/releases", context["releases"], content);
    }

    private static Markup Wave(PageContext context, Manifest release) =>
        Markup.Of(
            $"<tr><th scope=\"row\"><a href=\"{context.Link($"/releases/{release.Wave}")}\">{release.Wave}</a></th><td>{PageContext.Whole(release.Responses)}</td><td>{release.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</td><td>{release.Revision}</td></tr>"
        );

    /// <summary>Indicators as the newest wave has them.</summary>
    private static IEnumerable<Markup> Trends(
        PageContext context,
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
                    <h3 id="trend-{indicator.Id}">{indicator.Title[context.Language]}</h3>
                    <figure>{TrendChart.Draw(context, points)}</figure>
                    <table><thead><tr><th scope="col">{context["wave"]}</th><th scope="col">{context[
                        "estimate"
                    ]}</th><th scope="col">{context["interval"]}</th></tr></thead>
                    <tbody>{points.Select(point => Point(context, point))}</tbody></table>
                    </section>

                    """
                );
            });

    private static Markup Point(PageContext context, (string Wave, RowView? Row) point) =>
        point.Row is { Estimate: { } estimate, CiLow: { } low, CiHigh: { } high }
            ? Markup.Of(
                $"<tr><th scope=\"row\">{point.Wave}</th><td>{context.Percent(estimate)}</td><td>{context.Interval(low, high)}</td></tr>"
            )
            : Markup.Of(
                $"<tr><th scope=\"row\">{point.Wave}</th><td class=\"none\" colspan=\"2\">{context[$"status-{point.Row?.Status ?? "no_base"}"]}</td></tr>"
            );

    private static RowView? Everybody(ReleaseView release, string indicator) =>
        release
            .Indicators.FirstOrDefault(one => one.Id == indicator)
            ?.Groups.FirstOrDefault(row => row.GroupBy == "all");
}
