using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Differences are those of R's <c>svyglm</c>, overall tests those of <c>svychisq</c>.</summary>
public sealed class ComparisonTests
{
    public static TheoryData<string> Waves => [.. AnalysisFixture.Waves];

    [Theory]
    [MemberData(nameof(Waves))]
    public void Groups_are_compared_with_the_rest_as_in_R(string wave)
    {
        var fixture = AnalysisFixture.Of(wave);
        var compared = Compare(fixture, fixture.Sample());
        var groups = compared
            .SelectMany(one => one.Groups, (one, group) => (one.Indicator, one.GroupBy, group))
            .ToArray();
        var expected = fixture["comparisons"].EnumerateArray().ToArray();
        Assert.Equal(expected.Length, groups.Length);
        foreach (var (row, (indicator, by, found)) in expected.Zip(groups))
        {
            var id = $"{wave} {indicator} {by} {found.Group}";
            Assert.Equal(
                $"{wave} {row.GetProperty("indicator")} {row.GetProperty("by")} {row.GetProperty("group")} {AnalysisFixture.ReasonOf(row)}",
                $"{id} {found.Reason}"
            );
            if (found.Reason is not null)
                continue;
            var error = row.GetProperty("error");
            Near.Equal(
                row.GetProperty("difference"),
                found.Difference,
                $"{id} difference",
                error.GetDouble()
            );
            Near.Equal(error, found.StandardError, $"{id} error");
            Near.Equal(row.GetProperty("low"), found.Low, $"{id} interval", error.GetDouble());
            Near.Equal(row.GetProperty("high"), found.High, $"{id} interval", error.GetDouble());
            Near.EqualP(row.GetProperty("p"), found.P, $"{id} p");
        }
    }

    [Theory]
    [MemberData(nameof(Waves))]
    public void Breakdowns_are_tested_as_in_R(string wave)
    {
        var fixture = AnalysisFixture.Of(wave);
        var compared = Compare(fixture, fixture.Sample());
        var expected = fixture["overall"].EnumerateArray().ToArray();
        Assert.Equal(expected.Length, compared.Length);
        foreach (var (row, found) in expected.Zip(compared))
        {
            var id = $"{wave} {row.GetProperty("indicator")} {row.GetProperty("by")}";
            Assert.Equal(id, $"{wave} {found.Indicator} {found.GroupBy}");
            AssociationTests.Same(row, found.Overall, id);
        }
    }

    /// <summary>Every indicator in every breakdown but that for everybody.</summary>
    internal static Compared[] Compare(AnalysisFixture fixture, Sample sample)
    {
        var definition = fixture.Definition;
        var breakdowns = Group
            .Of(definition, sample.Tally.Layout)
            .Where(group => group.By != "all")
            .GroupBy(group => group.By)
            .Select(groups => groups.ToArray())
            .ToArray();
        return
        [
            .. definition.Reporting.Indicators.SelectMany(indicator =>
                breakdowns.Select(groups => Comparisons.Of(indicator, groups, sample))
            ),
        ];
    }
}
