using Survey.Publish.Charts;

namespace Survey.Publish.Pages;

internal static class SeriesCharts
{
    /// <summary>An indicator among everybody, oldest wave first, with the breaks of its series.</summary>
    /// <param name="newest">Whose words the chart takes.</param>
    public static SeriesChart Of(
        PageContext view,
        IndicatorInWave newest,
        IReadOnlyList<IndicatorInWave> waves
    ) =>
        new(
            "series",
            view.Say(newest.Indicator!.Title),
            view["chart-text"],
            view.Fill(
                "percent-of",
                new Sentences(view, newest.Release).Denominator(newest.Indicator.Id)
            ),
            view["break-note"],
            view["hidden-note"],
            [
                .. waves.Select(
                    (wave, at) =>
                        new SeriesPoint(
                            wave.Release.Wave,
                            view.Shown(wave.Total),
                            view.WhyHidden(wave.Total),
                            IsBreak(waves, at)
                        )
                ),
            ]
        );

    /// <summary>The wave asks otherwise than the last one before it that asked at all.</summary>
    public static bool IsBreak(IReadOnlyList<IndicatorInWave> waves, int at) =>
        waves[at].Indicator is { } now
        && waves.Take(at).LastOrDefault(one => one.Indicator is not null)?.Indicator is { } before
        && before.Wording != now.Wording;
}
