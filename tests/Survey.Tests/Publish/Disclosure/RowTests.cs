using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>What a row says by itself, and what is said of the weights.</summary>
public sealed class RowTests
{
    [Fact]
    public void Numbers_are_rounded()
    {
        var row = SmallSurvey.Row("hotline", "all", "all", 2402, 1201) with
        {
            Estimate = 0.123_45,
            Low = 0.000_04,
            Asked = 1_000_000,
            EffectiveSize = 1987.6,
        };
        var numbers = Row.Of(row, hidden: null, peopleStep: 1000).Numbers!;
        Assert.Equal(
            (2400, 1990, 0.1235m, 0.0000m, 123_000, 0),
            (
                numbers.Base,
                numbers.EffectiveSize,
                numbers.Estimate,
                numbers.Low,
                numbers.People,
                numbers.PeopleLow
            )
        );
    }

    [Fact]
    public void Every_number_of_a_row_is_told()
    {
        var row = SmallSurvey.Row("hotline", "all", "all", 2402, 1201) with
        {
            EffectiveSize = 2000,
            Estimate = 0.5,
            StandardError = 0.012_34,
            Low = 0.45,
            High = 0.55,
            Asked = 10_000,
        };
        Assert.Equal(
            new Numbers(
                2400,
                2000,
                0.5m,
                0.0123m,
                0.45m,
                0.55m,
                5000,
                4500,
                5500,
                new Others(5000, 4500, 5500)
            ),
            Row.Of(row, hidden: null, peopleStep: 100).Numbers
        );
        Assert.Equal(
            (Status.Published, Status.Small, Status.ExactInterval, Status.NoBase),
            (
                Row.Of(row, hidden: null, peopleStep: 100).Status,
                Row.Of(row, Status.Small, peopleStep: 100).Status,
                Row.Of(row with { IsExact = true }, hidden: null, peopleStep: 100).Status,
                Row.Of(row with { Base = 0 }, hidden: null, peopleStep: 100).Status
            )
        );
        Assert.Null(Row.Of(row, Status.Small, peopleStep: 100).Numbers);
        Assert.Null(Row.Of(row with { Base = 0 }, hidden: null, peopleStep: 100).Numbers);
        Assert.Null(Row.Of(row with { IsExact = true }, hidden: null, 100).Numbers!.StandardError);
    }

    [Theory]
    [InlineData(30, 0.1, 0.5, 0.51, 0.8, false)]
    [InlineData(29.9, 0.1, 0.5, 0.5, 0.6, true)]
    [InlineData(30, 0.11, 0.5, 0.5, 0.6, true)]
    [InlineData(30, 0.1, 0.5, 0.5, 0.8, true)]
    [InlineData(30, 0.1, 0.04, 0.02, 0.07, false)]
    [InlineData(30, 0.1, 0.04, 0.02, 0.08, true)]
    [InlineData(30, 0.1, 0.05, 0.02, 0.08, false)]
    [InlineData(30, 0.1, 0, 0, 0.05, false)]
    [InlineData(30, 0.1, 0, 0, 0.06, true)]
    public void Rule_2(double size, double share, double p, double low, double high, bool isHidden)
    {
        var row = SmallSurvey.Row("hotline", "all", "all", 600, 300) with
        {
            EffectiveSize = size,
            LargestShare = share,
            Estimate = p,
            Low = low,
            High = high,
        };
        Assert.Equal(isHidden, ReliabilityRule.IsUnreliable(row));
    }

    [Theory]
    [InlineData(0.9999999999999, 1.0000000000001, 1, 1)]
    [InlineData(0.2, 5, 0.2, 5)]
    [InlineData(0.49, 1.01, 0.3, 2)]
    public void The_range_of_weights_is_rounded_outwards(
        double smallest,
        double largest,
        double down,
        double up
    )
    {
        var weighting = SmallSurvey.Figures([]).Weighting with
        {
            SmallestWeight = smallest,
            LargestWeight = largest,
        };
        var weights = Weights.Of(weighting);
        Assert.Equal(((decimal)down, (decimal)up), (weights.Smallest, weights.Largest));
    }
}
