using Survey.Estimate;

namespace Survey.Publish;

/// <summary>changes.csv, trends.csv, priorities.csv and quality.csv.</summary>
internal static class SeriesCsv
{
    private static readonly Column Wave = new("wave", "string", "Quarter of the survey");
    private static readonly Column Indicator = new(
        "indicator",
        "string",
        "Id of the indicator, see codebook.csv"
    );
    private static readonly Column GroupBy = new(
        "group_by",
        "string",
        "What the groups are made by"
    );
    private static readonly Column Group = new("group", "string", "Whom the figures are about");

    public static IEnumerable<CsvFile> Write(Release release)
    {
        var (wave, analyses) = (release.Wave.Id, release.Disclosed.Analyses);
        yield return CsvFile.Write(
            "changes.csv",
            Release.Words["changes-title"],
            [
                Wave,
                new("against", "string", "The earlier quarter"),
                Indicator,
                GroupBy,
                Group,
                new(
                    "difference",
                    "number",
                    "Estimate less that of the earlier quarter, between those who answered"
                ),
                new("ci_low", "number", "Lower end of its model-based 95% interval"),
                new("ci_high", "number", "Upper end of its model-based 95% interval"),
                new("p_value", "number", "Chance of such a difference if there were none"),
                new("verdict", "string", "What may be said of the difference; none across a break")
                {
                    Values = [.. Enum.GetValues<Verdict>().Select(FileWords.Of)],
                },
                new(
                    "break",
                    "boolean",
                    "Wording or routing changed in between: nothing is compared"
                ),
            ],
            ["wave", "against", "indicator", "group_by", "group"],
            ChangeRow.Of(release).Select(row => Fields(wave, row))
        );
        yield return CsvFile.Write(
            "trends.csv",
            Release.Words["trends-file-title"],
            [
                Wave,
                Indicator,
                new("waves", "integer", "Quarters in the line"),
                new("slope_per_year", "number", "Logits a year"),
                new("ci_low", "number", "Lower end of its model-based 95% interval"),
                new("ci_high", "number", "Upper end of its model-based 95% interval"),
                new("p_value", "number", "Chance of such a slope if there were none"),
                new(
                    "between_wave_sd",
                    "number",
                    "Standard deviation from quarter to quarter beside the line, in logits"
                ),
                new("status", "string", "Whether a slope is claimed, and why not")
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
            TrendRow.Of(release).Select(row => Fields(wave, row))
        );
        yield return CsvFile.Write(
            "priorities.csv",
            Release.Words["priorities-title"],
            [
                Wave,
                new("rank", "integer", "Of the indicator; its strongest group comes first"),
                Indicator,
                GroupBy,
                Group,
                new("estimate", "number", "Weighted proportion of yes in the group"),
                new("points_worse", "number", "Percentage points worse than the rest of the base"),
                new(
                    "people",
                    "integer",
                    "Young people whom it would not concern if the group were as the rest"
                ),
                new(
                    "people_low",
                    "integer",
                    "Lower end of its 95% interval, by which rows are ranked"
                ),
                new("q_value", "number", "As in comparisons.csv"),
            ],
            ["wave", "indicator", "group_by", "group"],
            analyses.Priorities.Select(row => Fields(wave, row))
        );
        yield return CsvFile.Write(
            "quality.csv",
            Release.Words["quality-title"],
            [
                Wave,
                new("measure", "string", "What is counted: see docs/statistics.md")
                {
                    Values = [.. Enum.GetValues<QualityMeasure>().Select(FileWords.Of)],
                },
                GroupBy,
                Group,
                new(
                    "value",
                    "number",
                    "Unweighted share, 2 decimals; none where it would be one of few"
                ),
            ],
            ["wave", "measure", "group_by", "group"],
            analyses.Quality.Select(row =>
                (string?[])[wave, row.Measure, row.GroupBy, row.Group, Cell.Two(row.Value)]
            )
        );
    }

    private static string?[] Fields(string wave, ChangeRow row) =>
        [
            wave,
            row.Against,
            row.Indicator,
            row.GroupBy,
            row.Group,
            Cell.Four(row.Difference),
            Cell.Four(row.CiLow),
            Cell.Four(row.CiHigh),
            Cell.Four(row.PValue),
            row.Verdict,
            row.Break ? "true" : "false",
        ];

    private static string?[] Fields(string wave, TrendRow row) =>
        [
            wave,
            row.Indicator,
            Cell.Whole(row.Waves),
            Cell.Four(row.SlopePerYear),
            Cell.Four(row.CiLow),
            Cell.Four(row.CiHigh),
            Cell.Four(row.PValue),
            Cell.Four(row.BetweenWaveSd),
            row.Status,
        ];

    private static string?[] Fields(string wave, PriorityRow row) =>
        [
            wave,
            Cell.Whole(row.Rank),
            row.Indicator,
            row.GroupBy,
            row.Group,
            Cell.Four(row.Estimate),
            Cell.Two(row.PointsWorse),
            Cell.Whole(row.People),
            Cell.Whole(row.PeopleLow),
            Cell.Four(row.QValue),
        ];
}
