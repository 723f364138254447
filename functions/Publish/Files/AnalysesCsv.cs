using Survey.Estimate;

namespace Survey.Publish;

/// <summary>comparisons.csv, associations.csv and models.csv.</summary>
internal static class AnalysesCsv
{
    public static IEnumerable<CsvFile> Write(Release release) =>
        [Comparisons(release), Associations(release), Models(release)];

    private static CsvFile Comparisons(Release release) =>
        CsvFile.Write<ComparisonRow>(
            "comparisons.csv",
            release.Definition.Words["comparisons-title"],
            [
                Columns.Wave<ComparisonRow>(release),
                Columns.Indicator<ComparisonRow>(row => row.Indicator),
                Columns.GroupBy<ComparisonRow>(row => row.GroupBy),
                Columns.Group<ComparisonRow>(
                    row => row.Group,
                    "Who is set beside everybody else; overall: all groups tested together"
                ),
                new(
                    "difference",
                    "number",
                    "Weighted proportion of yes in the group less that in the rest of the base",
                    row => Cell.Four(row.Difference)
                ),
                new(
                    "ci_low",
                    "number",
                    "Lower end of the model-based 95% interval",
                    row => Cell.Four(row.CiLow)
                ),
                new(
                    "ci_high",
                    "number",
                    "Upper end of the model-based 95% interval",
                    row => Cell.Four(row.CiHigh)
                ),
                P<ComparisonRow>(row => row.PValue),
                Q<ComparisonRow>(row => row.QValue),
                new("f", "number", "Rao-Scott F of overall", row => Cell.Four(row.F)),
                Above<ComparisonRow>(row => row.Df1),
                Below<ComparisonRow>(row => row.Df2),
                Status<ComparisonRow>(row => row.Status),
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Analyses.Comparisons
        );

    private static CsvFile Associations(Release release) =>
        CsvFile.Write<AssociationRow>(
            "associations.csv",
            release.Definition.Words["associations-title"],
            [
                Columns.Wave<AssociationRow>(release),
                new(
                    "association",
                    "string",
                    "Id of the table, see codebook.csv",
                    row => row.Association
                ),
                new("f", "number", "Rao-Scott F", row => Cell.Four(row.F)),
                Above<AssociationRow>(row => row.Df1),
                Below<AssociationRow>(row => row.Df2),
                P<AssociationRow>(row => row.PValue),
                Q<AssociationRow>(row => row.QValue),
                new(
                    "cramers_v",
                    "number",
                    "Strength, 0 (none) to 1",
                    row => Cell.Two(row.CramersV)
                ),
                Base<AssociationRow>("table", row => row.Base),
                Status<AssociationRow>(row => row.Status),
            ],
            ["wave", "association"],
            release.Disclosed.Analyses.Associations
        );

    private static CsvFile Models(Release release) =>
        CsvFile.Write<ModelRow>(
            "models.csv",
            release.Definition.Words["models-title"],
            [
                Columns.Wave<ModelRow>(release),
                new("model", "string", "Id of the model, see codebook.csv", row => row.Model),
                new(
                    "term",
                    "string",
                    "Predictor: item, derived variable or indicator",
                    row => row.Term
                ),
                new("category", "string", "Its level", row => row.Category),
                new(
                    "odds_ratio",
                    "number",
                    "Odds of the outcome against those of the reference, the other terms being equal",
                    row => Cell.Four(row.OddsRatio)
                ),
                Columns.Low<ModelRow>(row => row.CiLow),
                Columns.High<ModelRow>(row => row.CiHigh),
                new(
                    "marginal_effect",
                    "number",
                    "Average difference of the outcome's probability against the reference",
                    row => Cell.Four(row.MarginalEffect)
                ),
                Columns.Low<ModelRow>(row => row.MeLow, "me_low"),
                Columns.High<ModelRow>(row => row.MeHigh, "me_high"),
                P<ModelRow>(row => row.PValue),
                Base<ModelRow>("model", row => row.Base),
                Status<ModelRow>(row => row.Status, "reference"),
            ],
            ["wave", "model", "term", "category"],
            release.Disclosed.Analyses.Models
        );

    private static Column<TRow> P<TRow>(Func<TRow, decimal?> of) =>
        new(
            "p_value",
            "number",
            "Chance of such a result if there were nothing to find",
            row => Cell.Four(of(row))
        );

    private static Column<TRow> Q<TRow>(Func<TRow, decimal?> of) =>
        new(
            "q_value",
            "number",
            "p-value adjusted over the release's comparisons and associations (Benjamini-Hochberg)",
            row => Cell.Four(of(row))
        );

    private static Column<TRow> Above<TRow>(Func<TRow, decimal?> of) =>
        new("df1", "number", "Its degrees of freedom, above", row => Cell.Two(of(row)));

    private static Column<TRow> Below<TRow>(Func<TRow, decimal?> of) =>
        new("df2", "number", "Its degrees of freedom, below", row => Cell.Two(of(row)));

    private static Column<TRow> Base<TRow>(string what, Func<TRow, long?> of) =>
        new(
            "base",
            "integer",
            $"Respondents in the {what}, to the nearest 5",
            row => Cell.Whole(of(row))
        );

    private static Column<TRow> Status<TRow>(Func<TRow, string> of, params string[] more) =>
        new("status", "string", "Whether the row holds numbers, and why not", of)
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
}
