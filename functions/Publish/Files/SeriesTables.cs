using Survey.Estimate;

namespace Survey.Publish;

/// <summary>changes.csv, trends.csv, priorities.csv and quality.csv.</summary>
internal static class SeriesTables
{
    public static IEnumerable<Table> Of(Release release) =>
        [Changes(release), Trends(release), Priorities(release), Quality(release)];

    private static Table Changes(Release release) =>
        Table.Of<ChangeRow>(
            "changes",
            release.Definition.Words["changes-title"],
            [
                Columns.Wave<ChangeRow>(release),
                new("against", "string", row => row.Against),
                Columns.Indicator<ChangeRow>(release, row => row.Indicator),
                Columns.GroupBy<ChangeRow>(release, row => row.GroupBy),
                Columns.Group<ChangeRow>(release, row => row.Group),
                Columns.Number<ChangeRow>(
                    "difference",
                    row => row.Difference,
                    "difference-between-waves"
                ),
                Columns.Number<ChangeRow>("ci_low", row => row.CiLow),
                Columns.Number<ChangeRow>("ci_high", row => row.CiHigh),
                Columns.Number<ChangeRow>("p_value", row => row.PValue),
                new("verdict", "string", row => row.Verdict)
                {
                    Categories = Category.Of(
                        Enum.GetValues<Verdict>().Select(FileWords.Of),
                        value => release.Definition.Words[$"verdict-{value}"]
                    ),
                },
                new("break", "boolean", row => row.Break ? "true" : "false"),
            ],
            ["wave", "against", "indicator", "group_by", "group"],
            release.Changes
        );

    private static Table Trends(Release release) =>
        Table.Of<TrendRow>(
            "trends",
            release.Definition.Words["trends-file-title"],
            [
                Columns.Wave<TrendRow>(release),
                Columns.Indicator<TrendRow>(release, row => row.Indicator),
                Columns.Whole<TrendRow>("waves", row => row.Waves),
                Columns.Number<TrendRow>("slope_per_year", row => row.SlopePerYear),
                Columns.Number<TrendRow>("ci_low", row => row.CiLow),
                Columns.Number<TrendRow>("ci_high", row => row.CiHigh),
                Columns.Number<TrendRow>("p_value", row => row.PValue),
                Columns.Number<TrendRow>("between_wave_sd", row => row.BetweenWaveSd),
                new("status", "string", row => row.Status)
                {
                    Categories = Columns.StatusNames(
                        release.Definition.Words,
                        [
                            FileWords.Of(Status.Published),
                            FileWords.Of(NotEstimable.TooFewWaves),
                            FileWords.Of(NotEstimable.Singular),
                            FileWords.Of(NotEstimable.NoDegrees),
                        ]
                    ),
                },
            ],
            ["wave", "indicator"],
            release.Trends
        );

    private static Table Priorities(Release release) =>
        Table.Of<PriorityRow>(
            "priorities",
            release.Definition.Words["priorities-title"],
            [
                Columns.Wave<PriorityRow>(release),
                Columns.Whole<PriorityRow>("rank", row => row.Rank),
                Columns.Indicator<PriorityRow>(release, row => row.Indicator),
                Columns.GroupBy<PriorityRow>(release, row => row.GroupBy),
                Columns.Group<PriorityRow>(release, row => row.Group),
                Columns.Number<PriorityRow>("estimate", row => row.Estimate),
                Columns.Hundredths<PriorityRow>("points_worse", row => row.PointsWorse),
                Columns.Whole<PriorityRow>("people", row => row.People, "people-changed"),
                Columns.Whole<PriorityRow>(
                    "people_low",
                    row => row.PeopleLow,
                    "people_low-changed"
                ),
                Columns.Number<PriorityRow>("q_value", row => row.QValue),
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Analyses.Priorities
        );

    private static Table Quality(Release release) =>
        Table.Of<QualityRow>(
            "quality",
            release.Definition.Words["quality-title"],
            [
                Columns.Wave<QualityRow>(release),
                new("measure", "string", row => row.Measure)
                {
                    Categories = Category.Of(
                        [
                            .. Enum.GetValues<QualityMeasure>().Select(FileWords.Of),
                            QualityRow.Repeated,
                        ],
                        value => release.Definition.Words[$"quality-{value}"]
                    ),
                },
                Columns.GroupBy<QualityRow>(release, row => row.GroupBy),
                Columns.Group<QualityRow>(release, row => row.Group),
                Columns.Hundredths<QualityRow>("value", row => row.Value),
            ],
            ["wave", "measure", "group_by", "group"],
            release.Disclosed.Analyses.Quality
        );
}
