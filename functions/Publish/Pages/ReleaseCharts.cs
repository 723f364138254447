using System.Collections.Immutable;
using Survey.Publish.Charts;

namespace Survey.Publish.Pages;

/// <summary>A release's charts in the page's language.</summary>
internal sealed class ReleaseCharts(PageContext view, ReleaseView release)
{
    private readonly Sentences _says = new(view, release);

    /// <summary>Several indicators of the same people, each a sentence with its share.</summary>
    public RowsChart OfIndicators(string id, string title, IEnumerable<IndicatorView> indicators)
    {
        var shown = indicators.ToArray();
        return new(
            id,
            title,
            view["chart-text"],
            view.Fill("percent-of", UnitOf(shown)),
            LabelsAbove: true,
            [
                [.. shown.Select(one => Row(view.Say(one.Title), release.Total(one)))],
            ]
        );
    }

    /// <summary>The indicators made from the same variable.</summary>
    public RowsChart OfVariable(string id, IndicatorView indicator) =>
        OfIndicators(
            id,
            view.Say(
                release
                    .Texts.Headlines.FirstOrDefault(headline =>
                        headline.Indicators.Contains(indicator.Id)
                    )
                    ?.Title
                    ?? indicator.Title
            ),
            release.Indicators.Where(one => one.Variable == indicator.Variable)
        );

    /// <summary>One indicator in every group.</summary>
    public RowsChart OfGroups(string id, IndicatorView indicator)
    {
        var everybody = release.Everybody();
        return new(
            id,
            view.Say(indicator.Title),
            view["chart-text"],
            view.Fill("percent-of", _says.Denominator(indicator.Id)),
            LabelsAbove: false,
            [
                .. indicator
                    .Groups.GroupBy(row => row.GroupBy)
                    .Select(rows =>
                        rows.Select(row =>
                                Row(_says.Group(row.GroupBy, row.Group), row) with
                                {
                                    IsWhole = row.GroupBy == everybody,
                                }
                            )
                            .ToImmutableArray()
                    ),
            ]
        );
    }

    /// <summary>Only where it is the same of all.</summary>
    private string UnitOf(IndicatorView[] indicators) =>
        indicators.Select(one => _says.Denominator(one.Id)).Distinct().ToArray() is [var one]
            ? one
            : view["of-its-base"];

    private ChartRow Row(string label, RowView? row) =>
        new(label, view.Shown(row), view.WhyHidden(row));
}
