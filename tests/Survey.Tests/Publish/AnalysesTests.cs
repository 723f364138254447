using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class AnalysesTests
{
    private const string Wave = "2026-Q3";

    [Fact]
    public async Task A_comparison_needs_its_row_and_the_total()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 300);
        await kit.Publisher.PublishAsync(Wave, default);
        var estimates = CsvRows
            .Of(await kit.BlobAsync($"{Wave}/r1/estimates.csv"))
            .ToDictionary(row => (row[1], row[2], row[3]), row => row[14]);
        var compared = CsvRows.Of(await kit.BlobAsync($"{Wave}/r1/comparisons.csv"));
        // Of each indicator: 26 groups and 5 breakdowns.
        Assert.Equal(kit.Definition.Reporting.Indicators.Length * 31, compared.Length);
        foreach (var row in compared.Where(row => row[3] != "overall"))
            if (row[^1] == "published")
            {
                Assert.True(IsShown(estimates[(row[1], row[2], row[3])]));
                Assert.True(IsShown(estimates[(row[1], "all", "all")]));
            }
        foreach (var row in compared.Where(row => row is [_, _, _, "overall", .., "published"]))
            Assert.All(
                estimates.Where(one => (one.Key.Item1, one.Key.Item2) == (row[1], row[2])),
                one => Assert.True(IsShown(one.Value) || one.Value == "no_base")
            );
        Assert.All(
            compared.Where(row => row[^1] != "published"),
            row => Assert.All(row[4..^1], Assert.Empty)
        );
        Assert.InRange(
            compared.Count(row => row[^1] == "published"),
            compared.Length / 6,
            compared.Length * 5 / 6
        );

        static bool IsShown(string status) => status is "published" or "exact_interval";
    }

    [Fact]
    public void A_group_is_not_compared_with_a_rest_of_few()
    {
        var definition = SmallSurvey.Definition;
        var figures = new Figures(
            1000,
            new Weighting(100, 1, 1, 1000, [], WeightingMethod.Raking, []),
            [
                SmallSurvey.Row("hotline", "all", "all", 1000, 500),
                SmallSurvey.Row("hotline", "sex", "girl", 950, 495),
                SmallSurvey.Row("hotline", "sex", "boy", 50, 5),
            ]
        )
        {
            Comparisons =
            [
                new(
                    "hotline",
                    "sex",
                    [new("girl", null, 0.1, 0.02, 0.06, 0.14, 0.001)],
                    new Dependence(NotEstimable.Nobody)
                ),
            ],
        };
        var rows = figures.Proportions.Select(row => Row.Of(row, hidden: null, 100));
        var compared = Analyses.Of(definition, figures, rows).Comparisons[0];
        Assert.Equal(("girl", "small"), (compared.Group, compared.Status));
        Assert.Null(compared.Difference);
        Assert.Null(compared.PValue);
    }

    [Theory]
    [InlineData("published", 10, 30, 40, 50)]
    [InlineData("published", 0, 30, 40, 50)]
    [InlineData("small", 9, 30, 40, 50)]
    [InlineData("small", 40, 30, 1, 50)]
    [InlineData("small", 10, 0, 0, 10)]
    public void A_table_needs_enough_in_every_cell(string status, params int[] counts)
    {
        var found = Table("photo", "hotline", counts);
        Assert.Equal(status, found.Status);
        Assert.Equal(status == "published", found.F is not null);
        Assert.Equal(status == "published" ? Numbers.NearestFive(counts.Sum()) : null, found.Base);
    }

    [Fact]
    public void On_a_sensitive_item_no_row_of_a_table_is_all_yes()
    {
        Assert.Equal("small", Table("hotline", "met", 0, 30, 40, 50).Status);
        Assert.Equal("published", Table("hotline", "met", 30, 0, 40, 50).Status);
    }

    [Theory]
    [InlineData("published", 10, 10)]
    [InlineData("small", 9, 200)]
    [InlineData("small", 200, 9)]
    [InlineData("small", 200, 0)]
    [InlineData("nobody", 0, 0)]
    public void A_model_needs_enough_of_every_level(string status, long with, long without)
    {
        var effect = new LevelEffect(2, 1.5, 2.5, 0.01, 0.1, 0.02, 0.06, 0.14);
        var predictor = new Side("hotline", IsIndicator: true);
        var rows = ModelRow
            .Of([
                new FittedModel(
                    "model",
                    500,
                    null,
                    490,
                    [
                        new ModelLevel(predictor, "no", true, 100, 100, null),
                        new ModelLevel(
                            predictor,
                            "yes",
                            false,
                            with,
                            without,
                            with + without > 0 ? effect : null
                        ),
                    ]
                ),
            ])
            .ToArray();
        Assert.Equal(status == "small" ? "small" : "reference", rows[0].Status);
        Assert.Equal(status, rows[1].Status);
        Assert.Equal(status == "small" ? null : 500L, rows[0].Base);
        Assert.Equal(status == "published" ? 2m : null, rows[1].OddsRatio);
    }

    private static AssociationRow Table(string rows, string columns, params int[] counts)
    {
        var definition = SmallSurvey.Definition;
        definition = definition with
        {
            Reporting = definition.Reporting with
            {
                Associations =
                [
                    new(
                        "table",
                        new Side(rows, IsIndicator: true),
                        new Side(columns, IsIndicator: true),
                        definition.Reporting.Indicators[0].Title
                    ),
                ],
            },
        };
        var figures = SmallSurvey.Figures(SmallSurvey.Draw(1)) with
        {
            Associations =
            [
                new(
                    "table",
                    [
                        [counts[0], counts[1]],
                        [counts[2], counts[3]],
                    ],
                    new Dependence(null, 4, 1, 500, 0.05, 0.2)
                ),
            ],
        };
        var shown = figures.Proportions.Select(row => Row.Of(row, hidden: null, 100));
        return Analyses.Of(definition, figures, shown).Associations[0];
    }
}
