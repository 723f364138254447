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
