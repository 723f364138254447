using Survey.Estimate;

namespace Survey.Publish;

/// <summary>changes.csv, trends.csv, priorities.csv and quality.csv.</summary>
internal static class SeriesCsv
{
    public static IEnumerable<CsvFile> Write(Release release) =>
        [Changes(release), Trends(release), Priorities(release), Quality(release)];

    private static CsvFile Changes(Release release) =>
        CsvFile.Write<ChangeRow>(
            "changes.csv",
            release.Definition.Words["changes-title"],
            [
                Columns.Wave<ChangeRow>(release),
                new("against", "string", "The earlier quarter", row => row.Against),
                Columns.Indicator<ChangeRow>(row => row.Indicator),
                Columns.GroupBy<ChangeRow>(row => row.GroupBy),
                Columns.Group<ChangeRow>(row => row.Group),
                new(
                    "difference",
                    "number",
                    "Estimate less that of the earlier quarter, between those who answered",
                    row => Cell.Four(row.Difference)
                ),
                Columns.Low<ChangeRow>(row => row.CiLow),
                Columns.High<ChangeRow>(row => row.CiHigh),
                new(
                    "p_value",
                    "number",
                    "Chance of such a difference if there were none",
                    row => Cell.Four(row.PValue)
                ),
                new(
                    "verdict",
                    "string",
                    "What may be said of the difference; none across a break",
                    row => row.Verdict
                )
                {
                    Values = [.. Enum.GetValues<Verdict>().Select(FileWords.Of)],
                },
                new(
                    "break",
                    "boolean",
                    "Wording or routing changed in between: nothing is compared",
                    row => row.Break ? "true" : "false"
                ),
            ],
            ["wave", "against", "indicator", "group_by", "group"],
            release.Changes
        );

    private static CsvFile Trends(Release release) =>
        CsvFile.Write<TrendRow>(
            "trends.csv",
            release.Definition.Words["trends-file-title"],
            [
                Columns.Wave<TrendRow>(release),
                Columns.Indicator<TrendRow>(row => row.Indicator),
                new("waves", "integer", "Waves in the line", row => Cell.Whole(row.Waves)),
                new(
                    "slope_per_year",
                    "number",
                    "Logits a year",
                    row => Cell.Four(row.SlopePerYear)
                ),
                Columns.Low<TrendRow>(row => row.CiLow),
                Columns.High<TrendRow>(row => row.CiHigh),
                new(
                    "p_value",
                    "number",
                    "Chance of such a slope if there were none",
                    row => Cell.Four(row.PValue)
                ),
                new(
                    "between_wave_sd",
                    "number",
                    "Standard deviation from quarter to quarter beside the line, in logits",
                    row => Cell.Four(row.BetweenWaveSd)
                ),
                new(
                    "status",
                    "string",
                    "Whether a slope is claimed, and why not",
                    row => row.Status
                )
                {
                    Values =
                    [
                        FileWords.Of(Status.Published),
                        FileWords.Of(NotEstimable.TooFewWaves),
                        FileWords.Of(NotEstimable.Singular),
                        FileWords.Of(NotEstimable.NoDegrees),
                    ],
                },
            ],
            ["wave", "indicator"],
            release.Trends
        );

    private static CsvFile Priorities(Release release) =>
        CsvFile.Write<PriorityRow>(
            "priorities.csv",
            release.Definition.Words["priorities-title"],
            [
                Columns.Wave<PriorityRow>(release),
                new(
                    "rank",
                    "integer",
                    "Of the indicator; its strongest group comes first",
                    row => Cell.Whole(row.Rank)
                ),
                Columns.Indicator<PriorityRow>(row => row.Indicator),
                Columns.GroupBy<PriorityRow>(row => row.GroupBy),
                Columns.Group<PriorityRow>(row => row.Group),
                new(
                    "estimate",
                    "number",
                    "Weighted proportion of yes in the group",
                    row => Cell.Four(row.Estimate)
                ),
                new(
                    "points_worse",
                    "number",
                    "Percentage points worse than the rest of the base",
                    row => Cell.Two(row.PointsWorse)
                ),
                new(
                    "people",
                    "integer",
                    "Young people whom it would not concern if the group were as the rest",
                    row => Cell.Whole(row.People)
                ),
                new(
                    "people_low",
                    "integer",
                    "Lower end of its 95% interval, by which rows are ranked",
                    row => Cell.Whole(row.PeopleLow)
                ),
                new("q_value", "number", "As in comparisons.csv", row => Cell.Four(row.QValue)),
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Analyses.Priorities
        );

    private static CsvFile Quality(Release release) =>
        CsvFile.Write<QualityRow>(
            "quality.csv",
            release.Definition.Words["quality-title"],
            [
                Columns.Wave<QualityRow>(release),
                new(
                    "measure",
                    "string",
                    "What is counted: see docs/statistics.md",
                    row => row.Measure
                )
                {
                    Values = [.. Enum.GetValues<QualityMeasure>().Select(FileWords.Of)],
                },
                Columns.GroupBy<QualityRow>(row => row.GroupBy),
                Columns.Group<QualityRow>(row => row.Group),
                new(
                    "value",
                    "number",
                    "Unweighted share, 2 decimals; none where it would be one of few",
                    row => Cell.Two(row.Value)
                ),
            ],
            ["wave", "measure", "group_by", "group"],
            release.Disclosed.Analyses.Quality
        );
}
