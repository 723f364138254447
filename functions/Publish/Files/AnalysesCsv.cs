using Survey.Estimate;

namespace Survey.Publish;

/// <summary>comparisons.csv, associations.csv and models.csv.</summary>
internal static class AnalysesCsv
{
    private static readonly Column Wave = new("wave", "string", "Quarter of the survey");
    private static readonly Column P = new(
        "p_value",
        "number",
        "Chance of such a result if there were nothing to find"
    );

    public static IEnumerable<CsvFile> Write(Release release)
    {
        var (wave, analyses) = (release.Wave.Id, release.Disclosed.Analyses);
        yield return CsvFile.Write(
            "comparisons.csv",
            Release.Words["comparisons-title"],
            [
                Wave,
                new("indicator", "string", "Id of the indicator, see codebook.csv"),
                new("group_by", "string", "What the groups are made by"),
                new(
                    "group",
                    "string",
                    "Who is set beside everybody else; overall: all groups tested together"
                ),
                new(
                    "difference",
                    "number",
                    "Weighted proportion of yes in the group less that in the rest of the base"
                ),
                new("ci_low", "number", "Lower end of the model-based 95% interval"),
                new("ci_high", "number", "Upper end of the model-based 95% interval"),
                P,
                Q(),
                new("f", "number", "Rao-Scott F of overall"),
                new("df1", "number", "Its degrees of freedom, above"),
                new("df2", "number", "Its degrees of freedom, below"),
                Status(),
            ],
            ["wave", "indicator", "group_by", "group"],
            analyses.Comparisons.Select(row => Fields(wave, row))
        );
        yield return CsvFile.Write(
            "associations.csv",
            Release.Words["associations-title"],
            [
                Wave,
                new("association", "string", "Id of the table, see codebook.csv"),
                new("f", "number", "Rao-Scott F"),
                new("df1", "number", "Its degrees of freedom, above"),
                new("df2", "number", "Its degrees of freedom, below"),
                P,
                Q(),
                new("cramers_v", "number", "Strength, 0 (none) to 1"),
                Base("table"),
                Status(),
            ],
            ["wave", "association"],
            analyses.Associations.Select(row => Fields(wave, row))
        );
        yield return CsvFile.Write(
            "models.csv",
            Release.Words["models-title"],
            [
                Wave,
                new("model", "string", "Id of the model, see codebook.csv"),
                new("term", "string", "Predictor: item, derived variable or indicator"),
                new("category", "string", "Its level"),
                new(
                    "odds_ratio",
                    "number",
                    "Odds of the outcome against those of the reference, the other terms being equal"
                ),
                new("ci_low", "number", "Lower end of its model-based 95% interval"),
                new("ci_high", "number", "Upper end of its model-based 95% interval"),
                new(
                    "marginal_effect",
                    "number",
                    "Average difference of the outcome's probability against the reference"
                ),
                new("me_low", "number", "Lower end of its model-based 95% interval"),
                new("me_high", "number", "Upper end of its model-based 95% interval"),
                P,
                Base("model"),
                Status("reference"),
            ],
            ["wave", "model", "term", "category"],
            analyses.Models.Select(row => Fields(wave, row))
        );
    }

    private static Column Q() =>
        new(
            "q_value",
            "number",
            "p-value adjusted over the release's comparisons and associations (Benjamini-Hochberg)"
        );

    private static Column Base(string of) =>
        new("base", "integer", $"Respondents in the {of}, to the nearest 5");

    private static Column Status(params string[] more) =>
        new("status", "string", "Whether the row holds numbers, and why not")
        {
            Values =
            [
                .. Enum.GetValues<Status>()
                    .Except([Publish.Status.ExactInterval])
                    .Select(FileWords.Of),
                .. Enum.GetValues<NotEstimable>()
                    .Except([NotEstimable.TooFewWaves])
                    .Select(FileWords.Of),
                .. more,
            ],
        };

    private static string?[] Fields(string wave, ComparisonRow row) =>
        [
            wave,
            row.Indicator,
            row.GroupBy,
            row.Group,
            Cell.Four(row.Difference),
            Cell.Four(row.CiLow),
            Cell.Four(row.CiHigh),
            Cell.Four(row.PValue),
            Cell.Four(row.QValue),
            Cell.Four(row.F),
            Cell.Two(row.Df1),
            Cell.Two(row.Df2),
            row.Status,
        ];

    private static string?[] Fields(string wave, AssociationRow row) =>
        [
            wave,
            row.Association,
            Cell.Four(row.F),
            Cell.Two(row.Df1),
            Cell.Two(row.Df2),
            Cell.Four(row.PValue),
            Cell.Four(row.QValue),
            Cell.Two(row.CramersV),
            Cell.Whole(row.Base),
            row.Status,
        ];

    private static string?[] Fields(string wave, ModelRow row) =>
        [
            wave,
            row.Model,
            row.Term,
            row.Category,
            Cell.Four(row.OddsRatio),
            Cell.Four(row.CiLow),
            Cell.Four(row.CiHigh),
            Cell.Four(row.MarginalEffect),
            Cell.Four(row.MeLow),
            Cell.Four(row.MeHigh),
            Cell.Four(row.PValue),
            Cell.Whole(row.Base),
            row.Status,
        ];
}
