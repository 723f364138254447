namespace Survey.Publish;

/// <summary>estimates.csv: a row per indicator and group.</summary>
internal static class EstimatesCsv
{
    public const string Name = "estimates.csv";

    public static CsvFile Write(Release release)
    {
        var definition = release.Definition;
        var reporting = definition.Reporting;
        var denominators = reporting.Indicators.ToDictionary(
            indicator => indicator.Id,
            indicator => BaseText.OfIndicator(definition, indicator)[definition.FilesLanguage]
        );
        return CsvFile.Write<Row>(
            Name,
            release.Definition.Words["estimates-title"],
            [
                Columns.Wave<Row>(release),
                Columns.Indicator<Row>(row => row.Indicator),
                Columns.GroupBy<Row>(row => row.GroupBy),
                Columns.Group<Row>(row =>
                    FileGroup.IdOf(reporting.BreakdownOf(row.GroupBy), row.Group)
                ),
                new(
                    "denominator",
                    "string",
                    "Whom the estimate is a proportion of",
                    row => denominators[row.Indicator]
                ),
                new(
                    "base",
                    "integer",
                    "Respondents asked who answered, to the nearest 5",
                    row => Cell.Whole(row.Numbers?.Base)
                ),
                new(
                    "n_eff",
                    "integer",
                    "Kish's effective size of the base, to the nearest 5",
                    row => Cell.Whole(row.Numbers?.EffectiveSize)
                ),
                new(
                    "estimate",
                    "number",
                    "Weighted proportion of yes, 0 to 1",
                    row => Cell.Four(row.Numbers?.Estimate)
                ),
                new(
                    "std_error",
                    "number",
                    "Standard error of the estimate; none where the interval is exact",
                    row => Cell.Four(row.Numbers?.StandardError)
                ),
                new(
                    "ci_low",
                    "number",
                    "Lower end of the model-based 95% interval",
                    row => Cell.Four(row.Numbers?.Low)
                ),
                new(
                    "ci_high",
                    "number",
                    "Upper end of the model-based 95% interval",
                    row => Cell.Four(row.Numbers?.High)
                ),
                new(
                    "people",
                    "integer",
                    "Young people the estimate stands for, rounded as the release says",
                    row => Cell.Whole(row.Numbers?.People)
                ),
                new(
                    "people_low",
                    "integer",
                    "Lower end of the model-based 95% interval, in people",
                    row => Cell.Whole(row.Numbers?.PeopleLow)
                ),
                new(
                    "people_high",
                    "integer",
                    "Upper end of the model-based 95% interval, in people",
                    row => Cell.Whole(row.Numbers?.PeopleHigh)
                ),
                new(
                    "status",
                    "string",
                    "Whether the row holds numbers, and why not",
                    row => FileWords.Of(row.Status)
                )
                {
                    Values = [.. Enum.GetValues<Status>().Select(FileWords.Of)],
                },
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Rows
        );
    }
}
