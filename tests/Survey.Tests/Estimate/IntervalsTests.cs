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

    [Fact]
    public void The_table_is_the_output_of_the_script_beside_it() =>
        Assert.Equal(Fixture.Sha256OfScript(), R["made_by"].GetProperty("sha256").GetString());

    private static void Close(JsonElement row, double found)
    {
        var expected = row.GetProperty("value").GetDouble();
        Assert.True(Math.Abs(found / expected - 1) < 1e-12, $"{row}: {found}");
    }
}
