using Survey.Estimate;

namespace Survey.Publish;

/// <summary>comparisons.csv, associations.csv and models.csv.</summary>
internal static class AnalysesTables
{
    public static IEnumerable<Table> Of(Release release) =>
        [Comparisons(release), Associations(release), Models(release)];

    private static Table Comparisons(Release release)
    {
        var group = Columns.Group<ComparisonRow>(release, row => row.Group);
        return Table.Of<ComparisonRow>(
            "comparisons",
            release.Definition.Words["comparisons-title"],
            [
                Columns.Wave<ComparisonRow>(release),
                Columns.Indicator<ComparisonRow>(release, row => row.Indicator),
                Columns.GroupBy<ComparisonRow>(release, row => row.GroupBy),
                group with
                {
                    Says = "group-compared",
                    Categories =
                    [
                        .. group.Categories,
                        new(
                            ComparisonDraft.OverallGroup,
                            release.Definition.Words["group-overall"]
                        ),
                    ],
                },
                Columns.Number<ComparisonRow>("difference", row => row.Difference),
                Columns.Number<ComparisonRow>("ci_low", row => row.CiLow),
                Columns.Number<ComparisonRow>("ci_high", row => row.CiHigh),
                Columns.Number<ComparisonRow>("p_value", row => row.PValue),
                Columns.Number<ComparisonRow>("q_value", row => row.QValue),
                Columns.Number<ComparisonRow>("f", row => row.F),
                Columns.Hundredths<ComparisonRow>("df1", row => row.Df1),
                Columns.Hundredths<ComparisonRow>("df2", row => row.Df2),
                Columns.Status<ComparisonRow>(release, row => row.Status, NotEstimated),
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Disclosed.Analyses.Comparisons
        );
    }

    private static Table Associations(Release release) =>
        Table.Of<AssociationRow>(
            "associations",
            release.Definition.Words["associations-title"],
            [
                Columns.Wave<AssociationRow>(release),
                new("association", "string", row => row.Association)
                {
                    Categories =
                    [
                        .. release.Definition.Reporting.Associations.Select(one => new Category(
                            one.Id,
                            one.Title
                        )),
                    ],
                },
                Columns.Number<AssociationRow>("f", row => row.F),
                Columns.Hundredths<AssociationRow>("df1", row => row.Df1),
                Columns.Hundredths<AssociationRow>("df2", row => row.Df2),
                Columns.Number<AssociationRow>("p_value", row => row.PValue),
                Columns.Number<AssociationRow>("q_value", row => row.QValue),
                Columns.Hundredths<AssociationRow>("cramers_v", row => row.CramersV),
                Columns.Whole<AssociationRow>("base", row => row.Base, "base-table"),
                Columns.Status<AssociationRow>(release, row => row.Status, NotEstimated),
            ],
            ["wave", "association"],
            release.Disclosed.Analyses.Associations
        );

    private static Table Models(Release release) =>
        Table.Of<ModelRow>(
            "models",
            release.Definition.Words["models-title"],
            [
                Columns.Wave<ModelRow>(release),
                new("model", "string", row => row.Model)
                {
                    Categories =
                    [
                        .. release.Definition.Reporting.Models.Select(one => new Category(
                            one.Id,
                            one.Title
                        )),
                    ],
                },
                new("term", "string", row => row.Term),
                new("category", "string", row => row.Category),
                Columns.Number<ModelRow>("odds_ratio", row => row.OddsRatio),
                Columns.Number<ModelRow>("ci_low", row => row.CiLow),
                Columns.Number<ModelRow>("ci_high", row => row.CiHigh),
                Columns.Number<ModelRow>("marginal_effect", row => row.MarginalEffect),
                Columns.Number<ModelRow>("me_low", row => row.MeLow, "ci_low"),
                Columns.Number<ModelRow>("me_high", row => row.MeHigh, "ci_high"),
                Columns.Number<ModelRow>("p_value", row => row.PValue),
                Columns.Whole<ModelRow>("base", row => row.Base, "base-model"),
                Columns.Status<ModelRow>(
                    release,
                    row => row.Status,
                    [.. NotEstimated, ModelRow.Reference]
                ),
            ],
            ["wave", "model", "term", "category"],
            release.Disclosed.Analyses.Models
        );

    private static IEnumerable<string> NotEstimated =>
        Enum.GetValues<NotEstimable>().Except([NotEstimable.TooFewWaves]).Select(FileWords.Of);
}
