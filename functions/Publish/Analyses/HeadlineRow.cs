using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Whether a headline differs between the groups of a breakdown: the p-value of comparisons.csv, adjusted by Holm
/// over the headlines, so that 0.05 is the chance of any false finding among them.</summary>
/// <param name="PHolm">4 decimals; null where the test is not shown.</param>
public sealed record HeadlineRow(string Indicator, string GroupBy, decimal? PHolm)
{
    internal static IEnumerable<HeadlineRow> Of(
        Reporting reporting,
        IEnumerable<ComparisonDraft> compared
    )
    {
        var headlines = reporting
            .Headlines.SelectMany(reporting.IndicatorsOf)
            .Select(one => one.Id)
            .ToHashSet();
        return compared
            .Where(one => one.Overall is not null && headlines.Contains(one.Indicator))
            .GroupBy(one => one.By.Id)
            .SelectMany(by =>
                by.Zip(
                    AdjustedP.Holm([.. by.Select(one => one.P)]),
                    (one, p) => new HeadlineRow(one.Indicator, by.Key, Rounded.To(4, p))
                )
            );
    }
}
