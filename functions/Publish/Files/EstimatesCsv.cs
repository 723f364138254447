using System.Globalization;

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
                new("base", "integer", "Respondents asked who answered, to the nearest 5"),
                new("n_eff", "integer", "Kish's effective size of the base, to the nearest 5"),
                new("estimate", "number", "Weighted proportion of yes, 0 to 1"),
                new(
                    "std_error",
                    "number",
                    "Standard error of the estimate; none where the interval is exact"
                ),
                new("ci_low", "number", "Lower end of the 95% interval"),
                new("ci_high", "number", "Upper end of the 95% interval"),
                new(
                    "people",
                    "integer",
                    "Young people the estimate stands for, rounded as the release says"
                ),
                new("people_low", "integer", "Lower end of the 95% interval, in people"),
                new("people_high", "integer", "Upper end of the 95% interval, in people"),
                new("status", "string", "Whether the row holds numbers, and why not")
                {
                    Values = [.. Enum.GetValues<Status>().Select(FileWords.Of)],
                },
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Rows.Select(row => Fields(release.Wave.Id, row))
        );

    private static string?[] Fields(string wave, Row row) =>
        [
            wave,
            row.Indicator,
            row.GroupBy,
            row.Group,
            Whole(row.Numbers?.Base),
            Whole(row.Numbers?.EffectiveSize),
            Part(row.Numbers?.Estimate),
            Part(row.Numbers?.StandardError),
            Part(row.Numbers?.Low),
            Part(row.Numbers?.High),
            Whole(row.Numbers?.People),
            Whole(row.Numbers?.PeopleLow),
            Whole(row.Numbers?.PeopleHigh),
            FileWords.Of(row.Status),
        ];

    private static string? Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Part(decimal? value) =>
        value?.ToString("0.0000", CultureInfo.InvariantCulture);
}
