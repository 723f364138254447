using System.Text.Json;
using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Trends are those of R's <c>metafor</c>.</summary>
public sealed class TrendTests
{
    private static readonly JsonElement[] Rows =
    [
        .. AnalysisFixture.Of("trends").Json.EnumerateArray(),
    ];

    public static TheoryData<int> Series => [.. Enumerable.Range(0, Rows.Length)];

    [Theory]
    [MemberData(nameof(Series))]
    public void Slopes_are_those_of_R(int series)
    {
        var expected = Rows[series];
        var found = Trend.Of(SeriesOf(expected));

        Assert.Equal(AnalysisFixture.ReasonOf(expected), found.Reason);
        if (found.Reason is not null)
            return;
        var error = expected.GetProperty("error");
        Assert.Equal(expected.GetProperty("degrees").GetInt64(), found.Degrees);
        Near.Equal(expected.GetProperty("slope"), found.PerYear, "slope", error.GetDouble());
        Near.Equal(error, found.StandardError, "slope's error");
        Near.Equal(expected.GetProperty("low"), found.Low, "slope's interval", error.GetDouble());
        Near.Equal(expected.GetProperty("high"), found.High, "slope's interval", error.GetDouble());
        Near.Equal(expected.GetProperty("tau2"), found.Between, "tau2", 1e-12);
        Near.EqualP(expected.GetProperty("p"), found.P, "slope's p");
    }

    [Fact]
    public void Some_series_vary_between_waves_and_some_do_not()
    {
        var between = Rows.Select(row => Trend.Of(SeriesOf(row)).Between).ToArray();
        Assert.Contains(0, between);
        Assert.Contains(between, one => one > 0.1);
    }

    [Fact]
    public void The_order_of_waves_changes_nothing() =>
        Assert.Equal(Trend.Of(SeriesOf(Rows[2])), Trend.Of(SeriesOf(Rows[2]).Reverse()));

    [Fact]
    public void Before_eight_waves_no_slope_is_claimed() =>
        Assert.Equal(new Trend(NotEstimable.TooFewWaves, 7), Trend.Of(SeriesOf(Rows[0]).Take(7)));

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(0, 0.01)]
    [InlineData(1, 0.01)]
    [InlineData(0.5, 0)]
    public void A_wave_without_a_logit_or_an_error_is_left_out(double share, double error)
    {
        var series = SeriesOf(Rows[3]).ToArray();
        var none = (series[^1].Period.Plus(1), new WaveShare(share, error, 300));
        Assert.Equal(Trend.Of(series), Trend.Of([.. series, none]));
    }

    /// <summary>A level for each season and one slope: of eight waves, seven seasons leave no degree of freedom and six
    /// leave one.</summary>
    [Theory]
    [InlineData(6, null)]
    [InlineData(7, NotEstimable.NoDegrees)]
    public void A_wave_more_than_there_are_coefficients_is_needed(int seasons, NotEstimable? reason)
    {
        var months = WaveCalendar.Quarters with
        {
            Starts = [.. Enumerable.Range(1, 12).Select(month => new YearDay(month, 1))],
        };
        var (random, first) = (new Random(1), new Period(months, 2026, 1));
        var series = Enumerable
            .Range(0, 8)
            .Select(wave =>
                (
                    wave < seasons ? first.Plus(wave) : first.Plus(wave - seasons + 12),
                    new WaveShare(0.2 + 0.5 * random.NextDouble(), 0.02, 500)
                )
            );
        Assert.Equal(reason, Trend.Of(series).Reason);
    }

    private static IEnumerable<(Period Period, WaveShare Share)> SeriesOf(JsonElement row) =>
        row.GetProperty("waves")
            .EnumerateArray()
            .Select(wave =>
                (
                    new Period(WaveCalendar.Quarters, wave[0].GetInt32(), wave[1].GetInt32()),
                    new WaveShare(wave[2].GetDouble(), wave[3].GetDouble(), wave[4].GetInt64())
                )
            );
}
