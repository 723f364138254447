using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A line through an indicator's published estimates, all respondents, of the waves that asked it in the same
/// words.</summary>
/// <param name="Waves">Those in the line.</param>
/// <param name="SlopePerYear">In logits a year; 4 decimals, as are all numbers.</param>
/// <param name="BetweenWaveSd">Standard deviation of what differs from wave to wave beside the line, in logits.</param>
/// <param name="Status">published, or why no slope is claimed.</param>
public sealed record TrendRow(
    string Indicator,
    int Waves,
    decimal? SlopePerYear,
    decimal? CiLow,
    decimal? CiHigh,
    decimal? PValue,
    decimal? BetweenWaveSd,
    string Status
)
{
    internal static IEnumerable<TrendRow> Of(Release release)
    {
        var everybody = release.Definition.Reporting.Everybody.Id;
        return release.Indicators.Select(indicator =>
        {
            var series =
                from wave in release
                    .Earlier.Select(one => (one.Wave, one.Indicators))
                    .Append((Wave: release.Wave.Id, release.Indicators))
                from one in wave.Indicators
                where one.Id == indicator.Id && one.Wording == indicator.Wording
                from row in one.Groups
                where row.GroupBy == everybody && row.Estimate is not null
                select (release.Definition.Calendar.Find(wave.Wave)!, ChangeRow.ShareOf(row));
            var trend = Trend.Of(series);
            return new TrendRow(
                indicator.Id,
                trend.Waves,
                Rounded.To(4, trend.PerYear),
                Rounded.To(4, trend.Low),
                Rounded.To(4, trend.High),
                Rounded.To(4, trend.P),
                Rounded.To(4, Math.Sqrt(trend.Between)),
                FileWords.Of(null, trend.Reason)
            );
        });
    }
}
