using Survey.Publish.Charts;
using Survey.Publish.Readings;

namespace Survey.Publish.Pages;

/// <summary>A release's public figures as a picture to share.</summary>
internal static class PublicChart
{
    public static byte[] Draw(PageContext view, ReleaseView release, PublicReading reading)
    {
        var chart = new RowsChart(
            "results",
            view["results-title"],
            view["chart-text"],
            view["results-unit"],
            LabelsAbove: true,
            [
                [
                    .. reading.Figures.Select(figure => new ChartRow(
                        view.Say(PublicSentences.Of(view.Definition.Words, figure)),
                        new Shown(
                            figure.InHundred / 100m,
                            figure.Low / 100m,
                            figure.High / 100m,
                            figure.Short
                        ),
                        null
                    )),
                ],
            ]
        );
        return SvgFile.Write(chart.Draw(), chart.Title, Citation.SourceOf(view, release));
    }
}
