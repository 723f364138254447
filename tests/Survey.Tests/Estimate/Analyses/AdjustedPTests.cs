using System.Text.Json;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Adjusted p-values and tails are those of R.</summary>
public sealed class AdjustedPTests
{
    private static readonly AnalysisFixture Fixture = AnalysisFixture.Of("tests");

    [Fact]
    public void P_values_are_adjusted_as_in_R()
    {
        foreach (var row in Fixture["adjusted"].EnumerateArray())
        {
            var p = OrNaN(row.GetProperty("p"));
            Same(row.GetProperty("bh"), AdjustedP.BenjaminiHochberg(p));
            Same(row.GetProperty("holm"), AdjustedP.Holm(p));
        }
    }

    [Fact]
    public void Tails_are_those_of_R()
    {
        foreach (var row in Fixture["f"].EnumerateArray())
            Near.EqualP(
                row.GetProperty("p"),
                Tails.F(Number(row, "x"), Number(row, "df1"), Number(row, "df2")),
                $"F tail {row}"
            );
        foreach (var row in Fixture["t"].EnumerateArray())
            Near.EqualP(
                row.GetProperty("p"),
                Tails.TwoSidedT(-Number(row, "t"), Number(row, "df")),
                $"t tail {row}"
            );
    }

    /// <summary>R: <c>pt(c(-2, 0, 1.5), 7, lower.tail = FALSE)</c>.</summary>
    [Theory]
    [InlineData(-2, 0.957190335718512)]
    [InlineData(0, 0.5)]
    [InlineData(1.5, 0.088649243494985)]
    public void A_tail_on_one_side_is_that_of_R(double t, double p) =>
        Assert.Equal(p, Tails.AboveT(t, 7), 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void All_of_F_lies_above_0(double f) => Assert.Equal(1, Tails.F(f, 3, 20));

    private static void Same(JsonElement expected, double[] found)
    {
        foreach (var (one, other) in OrNaN(expected).Zip(found))
            Assert.True(
                double.IsNaN(one) ? double.IsNaN(other) : Math.Abs(one - other) <= 1e-12 * one
            );
        Assert.Equal(expected.GetArrayLength(), found.Length);
    }

    private static double[] OrNaN(JsonElement list) =>
        [
            .. list.EnumerateArray()
                .Select(one =>
                    one.ValueKind == JsonValueKind.Number ? one.GetDouble() : double.NaN
                ),
        ];

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
}
