using Survey.Ask;
using Survey.Estimate;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Estimate;

/// <summary>Counting and estimating with the survey that is shipped.</summary>
public sealed class ShippedTests
{
    [Fact]
    public void Its_cells_are_sex_by_age_by_region_each_with_no_answer() =>
        Assert.Equal(4 * 7 * 8, new CountLayout(Shipped.Definition).Cells);

    [Fact]
    public void The_fixtures_rake_to_its_margins()
    {
        Assert.Equal(Margins(Shipped.Definition), Margins(new Fixture("youth-1").Definition));
    }

    [Fact]
    public void Every_indicator_has_a_row_in_every_group()
    {
        // Two who left everything blank: nobody is in a known category.
        var blank = new Answers(Shipped.Instrument).Encode();
        var figures = Estimator.Estimate(
            Shipped.Definition,
            Respondents.Count(Shipped.Definition, [blank, blank])
        );

        var groups = 1 + 2 + 4 + 5 + 7 + 2 * 4;
        Assert.Equal(
            groups * Shipped.Definition.Reporting.Indicators.Length,
            figures.Proportions.Length
        );
        Assert.All(figures.Proportions, row => Assert.Equal(0, row.Base));
        Assert.Equal("girl:10-12", figures.Proportions[groups - 8].Group);
        Assert.Equal(2 + 2 + 7, figures.Weighting.NotCovered.Length);
    }

    private static IEnumerable<string> Margins(Definition definition) =>
        from whole in definition.Population.Margins
        from margin in (Margin?[])[whole, whole.Coarse()]
        where margin is not null
        from category in margin.Categories
        select $"{margin.Item} {category.Id} {string.Join('+', category.Options)} {category.People}";
}
