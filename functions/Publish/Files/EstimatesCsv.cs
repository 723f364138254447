namespace Survey.Publish;

/// <summary>estimates.csv: a row per indicator and group.</summary>
internal static class EstimatesCsv
{
    public const string Name = "estimates.csv";

    public static CsvFile Write(Release release) =>
        CsvFile.Write(
            Name,
            Release.Words["estimates-title"],
            [
                new("wave", "string", "Quarter of the survey"),
                new("indicator", "string", "Id of the indicator, see codebook.csv"),
                new("group_by", "string", "What the groups are made by"),
                new("group", "string", "Whom the figures are about"),
                new("denominator", "string", "Whom the estimate is a proportion of"),
                new("base", "integer", "Respondents asked who answered, to the nearest 5"),
                new("n_eff", "integer", "Kish's effective size of the base, to the nearest 5"),
                new("estimate", "number", "Weighted proportion of yes, 0 to 1"),
                new(
                    "std_error",
                    "number",
                    "Standard error of the estimate; none where the interval is exact"
                ),
                new("ci_low", "number", "Lower end of the model-based 95% interval"),
                new("ci_high", "number", "Upper end of the model-based 95% interval"),
                new(
                    "people",
                    "integer",
                    "Young people the estimate stands for, rounded as the release says"
                ),
                new(
                    "people_low",
                    "integer",
                    "Lower end of the model-based 95% interval, in people"
                ),
                new(
                    "people_high",
                    "integer",
                    "Upper end of the model-based 95% interval, in people"
                ),
                new("status", "string", "Whether the row holds numbers, and why not")
                {
                    Values = [.. Enum.GetValues<Status>().Select(FileWords.Of)],
                },
            ],
            ["wave", "indicator", "group_by", "group"],
            Rows(release)
        );

    private static IEnumerable<string?[]> Rows(Release release)
    {
        var (instrument, reporting) = (release.Definition.Instrument, release.Definition.Reporting);
        var breakdowns = reporting.Breakdowns.ToDictionary(by => by.Id);
        var denominators = reporting.Indicators.ToDictionary(
            indicator => indicator.Id,
            indicator => BaseText.OfIndicator(instrument, indicator)["en"]
        );
        return release.Disclosed.Rows.Select(row =>
            (string?[])
                [
                    release.Wave.Id,
                    row.Indicator,
                    row.GroupBy,
                    FileGroup.IdOf(breakdowns[row.GroupBy], row.Group),
                    denominators[row.Indicator],
                    .. Fields(row),
                ]
        );
    }

    private static string?[] Fields(Row row) =>
        [
            Cell.Whole(row.Numbers?.Base),
            Cell.Whole(row.Numbers?.EffectiveSize),
            Cell.Four(row.Numbers?.Estimate),
            Cell.Four(row.Numbers?.StandardError),
            Cell.Four(row.Numbers?.Low),
            Cell.Four(row.Numbers?.High),
            Cell.Whole(row.Numbers?.People),
            Cell.Whole(row.Numbers?.PeopleLow),
            Cell.Whole(row.Numbers?.PeopleHigh),
            FileWords.Of(row.Status),
        ];
}
