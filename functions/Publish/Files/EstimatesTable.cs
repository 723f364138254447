namespace Survey.Publish;

/// <summary>estimates.csv: a row per indicator and group.</summary>
internal static class EstimatesTable
{
    public const string FileName = "estimates.csv";

    /// <param name="language">Of the denominators.</param>
    public static Table Of(Release release, string language)
    {
        var definition = release.Definition;
        var reporting = definition.Reporting;
        var denominators = reporting.Indicators.ToDictionary(
            indicator => indicator.Id,
            indicator => BaseText.OfIndicator(definition, indicator)[language]
        );
        return Table.Of<Row>(
            Path.GetFileNameWithoutExtension(FileName),
            definition.Words["estimates-title"],
            [
                Columns.Wave<Row>(release),
                Columns.Indicator<Row>(release, row => row.Indicator),
                Columns.GroupBy<Row>(release, row => row.GroupBy),
                Columns.Group<Row>(
                    release,
                    row => FileGroup.IdOf(reporting.BreakdownOf(row.GroupBy), row.Group)
                ),
                new("denominator", "string", row => denominators[row.Indicator]),
                Columns.Whole<Row>("base", row => row.Numbers?.Base),
                Columns.Whole<Row>("n_eff", row => row.Numbers?.EffectiveSize),
                Columns.Number<Row>("estimate", row => row.Numbers?.Estimate),
                Columns.Number<Row>("std_error", row => row.Numbers?.StandardError),
                Columns.Number<Row>("ci_low", row => row.Numbers?.Low),
                Columns.Number<Row>("ci_high", row => row.Numbers?.High),
                Columns.Whole<Row>("people", row => row.Numbers?.People),
                Columns.Whole<Row>("people_low", row => row.Numbers?.PeopleLow),
                Columns.Whole<Row>("people_high", row => row.Numbers?.PeopleHigh),
                new("status", "string", row => FileWords.Of(row.Status))
                {
                    Categories = Columns.StatusNames(
                        definition.Words,
                        Enum.GetValues<Status>().Select(FileWords.Of)
                    ),
                },
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Rows
        );
    }
}
