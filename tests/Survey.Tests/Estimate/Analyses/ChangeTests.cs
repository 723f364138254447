using System.Text.Json;
using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

public sealed class ChangeTests
{
    [Fact]
    public void Differences_of_waves_are_those_of_R()
    {
        foreach (var row in AnalysisFixture.Of("changes").Json.EnumerateArray())
        {
            var found = Changes.Between(
                ShareOf(row.GetProperty("from")),
                ShareOf(row.GetProperty("to"))
            );
            var error = row.GetProperty("error");
            Near.Equal(
                row.GetProperty("difference"),
                found.Difference,
                "change",
                error.GetDouble()
            );
            Near.Equal(error, found.StandardError, "change's error");
            Near.Equal(row.GetProperty("low"), found.Low, "change's interval", error.GetDouble());
            Near.Equal(row.GetProperty("high"), found.High, "change's interval", error.GetDouble());
            Near.EqualP(row.GetProperty("p_equivalent"), found.PEquivalent, "equivalence p");
        }
    }

    [Theory]
    // Clear of 0 and 3 points or more; clear of 0 but less; 3 points or more but not clear.
    [InlineData(0.40, 0.43, 0.005, Verdict.Higher)]
    [InlineData(0.43, 0.40, 0.005, Verdict.Lower)]
    [InlineData(0.40, 0.429, 0.005, Verdict.CannotTell)]
    [InlineData(0.40, 0.42, 0.004, Verdict.AboutTheSame)]
    [InlineData(0.40, 0.45, 0.03, Verdict.CannotTell)]
    [InlineData(0.40, 0.40, 0.005, Verdict.AboutTheSame)]
    [InlineData(0.40, 0.40, 0.03, Verdict.CannotTell)]
    [InlineData(0.40, 0.00, 0, Verdict.CannotTell)]
    [InlineData(0.40, 1.00, double.NaN, Verdict.CannotTell)]
    public void A_verdict_is_given_where_it_is_worth_one(
        double earlier,
        double later,
        double error,
        Verdict verdict
    ) =>
        Assert.Equal(
            verdict,
            Changes
                .Between(new WaveShare(earlier, 0.004, 1000), new WaveShare(later, error, 1000))
                .Verdict
        );

    /// <summary>R: <c>2 * pt(-0.05 / 0.02, 198)</c> and the larger of two <c>pt(..., lower.tail = FALSE)</c>.</summary>
    [Fact]
    public void Its_p_values_are_those_of_R()
    {
        var error = 0.02 / Math.Sqrt(2);
        var found = Changes.Between(new WaveShare(0.40, error, 100), new(0.45, error, 100));
        Assert.Equal(0.0132313890586142, found.P, 1e-12);
        Assert.Equal(0.840734481045633, found.PEquivalent, 1e-12);
    }

    [Theory]
    [InlineData(0.1, 0.1, 1, 2, true)]
    [InlineData(0.1, 0.1, 1, 1, false)]
    [InlineData(0, 0.1, 100, 100, false)]
    [InlineData(0.1, 0, 100, 100, false)]
    public void Without_two_errors_and_a_degree_of_freedom_there_is_a_difference_alone(
        double earlier,
        double later,
        long earlierBase,
        long laterBase,
        bool isTested
    )
    {
        var found = Changes.Between(
            new WaveShare(0.25, earlier, earlierBase),
            new WaveShare(0.5, later, laterBase)
        );
        Assert.Equal(0.25, found.Difference);
        Assert.Equal(isTested, !double.IsNaN(found.P));
    }

    [Fact]
    public void What_is_better_follows_from_what_is_good()
    {
        Assert.True(Changes.IsBetter(Verdict.Lower, Good.Down));
        Assert.True(Changes.IsBetter(Verdict.Higher, Good.Up));
        Assert.False(Changes.IsBetter(Verdict.Higher, Good.Down));
        Assert.False(Changes.IsBetter(Verdict.Lower, Good.Up));
        Assert.Null(Changes.IsBetter(Verdict.Higher, Good.None));
        Assert.Null(Changes.IsBetter(Verdict.AboutTheSame, Good.Up));
        Assert.Null(Changes.IsBetter(Verdict.CannotTell, Good.Down));
    }

    private static WaveShare ShareOf(JsonElement wave) =>
        new(
            wave.GetProperty("p").GetDouble(),
            wave.GetProperty("se").GetDouble(),
            wave.GetProperty("base").GetInt64()
        );
}
