using System.Text.Json;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Tests of tables are those of R's <c>svychisq</c>.</summary>
public sealed class AssociationTests
{
    public static TheoryData<string> Waves => [.. AnalysisFixture.Waves];

    [Theory]
    [MemberData(nameof(Waves))]
    public void Tables_are_tested_as_in_R(string wave)
    {
        var fixture = AnalysisFixture.Of(wave);
        var sample = fixture.Sample();
        foreach (var expected in fixture["associations"].EnumerateArray())
        {
            var id = $"{wave} {expected.GetProperty("rows")} {expected.GetProperty("columns")}";
            var counts = fixture.Count(
                AnalysisFixture.SideOf(expected.GetProperty("rows")),
                AnalysisFixture.SideOf(expected.GetProperty("columns"))
            );
            var table = Associations.Of(id, counts, sample);
            Assert.Equal(
                expected
                    .GetProperty("counts")
                    .EnumerateArray()
                    .Select(row => row.EnumerateArray().Select(count => count.GetInt64())),
                table.Counts.Select(row => row.AsEnumerable())
            );
            Same(expected, table.Test, id);
        }
    }

    [Fact]
    public void A_table_that_is_all_diagonal_cannot_be_tested()
    {
        // Everybody's hours follow from their age here.
        var fixture = AnalysisFixture.Of("collinear-predictors");
        var counts = fixture.Count(MadeUpWave.Side("age"), MadeUpWave.Side("hours"));

        Assert.Equal(
            NotEstimable.Singular,
            Associations.Of("age_hours", counts, fixture.Sample()).Test.Reason
        );
    }

    /// <summary>Also of the overall tests of comparisons.</summary>
    internal static void Same(JsonElement expected, Dependence found, string id)
    {
        Assert.Equal($"{id} {AnalysisFixture.ReasonOf(expected)}", $"{id} {found.Reason}");
        if (found.Reason is not null)
            return;
        Near.Equal(expected.GetProperty("f"), found.F, $"{id} F");
        Near.Equal(expected.GetProperty("df1"), found.Degrees1, $"{id} df1");
        Near.Equal(expected.GetProperty("df2"), found.Degrees2, $"{id} df2");
        Near.Equal(expected.GetProperty("v"), found.CramersV, $"{id} V");
        Near.EqualP(expected.GetProperty("p"), found.P, $"{id} p");
    }
}
