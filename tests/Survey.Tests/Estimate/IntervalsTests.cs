using System.Text.Json;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class IntervalsTests
{
    private static readonly Fixture R = new("distributions");

    [Fact]
    public void Quantiles_of_Student_t_are_those_of_R()
    {
        foreach (var row in R["student_t_975"].EnumerateArray())
            Close(row, Intervals.StudentT975(row.GetProperty("degrees").GetInt64()));
    }

    [Fact]
    public void Korn_Graubard_bounds_are_those_of_R()
    {
        foreach (var row in R["korn_graubard_of_none"].EnumerateArray())
            Close(row, Intervals.KornGraubardOfNone(row.GetProperty("size").GetDouble()));
    }

    /// <summary>R: <c>plogis(qlogis(p) + c(-1, 1) * qt(0.975, df) * se / (p * (1 - p)))</c>.</summary>
    [Theory]
    [InlineData(0.3, 0.04, 99, 0.2270149302446, 0.384769681392716)]
    [InlineData(0.9, 0.2, 3, 0.00757815631042432, 0.999905736993901)]
    public void Logit_intervals_are_those_of_R(
        double p,
        double error,
        long degrees,
        double low,
        double high
    )
    {
        var found = Intervals.Logit(p, error, degrees);
        Assert.Equal(low, found.Low, 1e-12);
        Assert.Equal(high, found.High, 1e-12);
    }

    [Fact]
    public void The_table_is_the_output_of_the_script_beside_it() =>
        Assert.Equal(Fixture.Sha256OfScript(), R["made_by"].GetProperty("sha256").GetString());

    private static void Close(JsonElement row, double found)
    {
        var expected = row.GetProperty("value").GetDouble();
        Assert.True(Math.Abs(found / expected - 1) < 1e-12, $"{row}: {found}");
    }
}
