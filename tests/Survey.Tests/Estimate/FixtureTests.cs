using System.Text.Json;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

/// <summary>Our figures are those of R's survey package, to 1e-9.</summary>
public sealed class FixtureTests
{
    public static TheoryData<string> Cases =>
        [.. Fixture.Names.Where(name => name != "distributions")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Figures_are_those_of_R(string name)
    {
        var fixture = new Fixture(name);
        var figures = Estimate(fixture);

        Assert.Equal(fixture.Rows.Length, figures.Responses);
        var rows = fixture["estimates"].EnumerateArray().ToArray();
        Assert.Equal(rows.Length, figures.Proportions.Length);
        foreach (var (expected, found) in rows.Zip(figures.Proportions))
            Same(expected, found);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weighting_is_that_of_R(string name)
    {
        var fixture = new Fixture(name);
        var weighting = Estimate(fixture).Weighting;

        var expected = fixture["weighting"];
        Close(expected.GetProperty("smallest"), weighting.SmallestWeight, name);
        Close(expected.GetProperty("largest"), weighting.LargestWeight, name);
        Close(expected.GetProperty("effective"), weighting.EffectiveSampleSize, name);
        Assert.Equal(
            expected.GetProperty("not_covered").EnumerateArray().Select(text => text.GetString()),
            weighting.NotCovered.Select(category => $"{category.Margin}:{category.Category}")
        );
        Assert.Equal(
            expected.GetProperty("method").GetString(),
            weighting.Method.ToString(),
            ignoreCase: true
        );
        Assert.Equal(
            expected.GetProperty("margins").EnumerateArray().Select(text => text.GetString()),
            weighting.Margins
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_fixture_is_the_output_of_the_script_beside_it(string name)
    {
        var madeBy = new Fixture(name)["made_by"];
        Assert.Equal(Fixture.Sha256OfScript(), madeBy.GetProperty("sha256").GetString());
        Assert.NotEmpty(madeBy.GetProperty("r").GetString()!);
        Assert.NotEmpty(madeBy.GetProperty("survey").GetString()!);
    }

    [Fact]
    public void The_fixtures_hold_the_cases_that_matter()
    {
        var all = Fixture
            .Names.Except(["distributions"])
            .Select(name => new Fixture(name))
            .ToArray();
        var figures = all.Select(Estimate).ToArray();
        var rows = figures.SelectMany(one => one.Proportions).ToArray();

        Assert.Contains(rows, row => row.Base == 0);
        Assert.Contains(rows, row => row.Base == 1);
        Assert.Contains(rows, row => row is { Base: 2, Yes: 1 });
        Assert.Contains(rows, row => row is { Base: > 30, Estimate: 0 });
        Assert.Contains(rows, row => row is { Base: > 30, Estimate: 1 });
        Assert.Contains(figures, one => one.Weighting.NotCovered.Length > 0);
        Assert.Contains(figures, one => one.Weighting.Method == WeightingMethod.Bounded);
        foreach (var margins in (string[])["sex age region", "sex age area", "sex age", "sex"])
            Assert.Contains(figures, one => string.Join(' ', one.Weighting.Margins) == margins);
        Assert.Contains(all, one => one.Rows.Any(row => row.Contains('-')));
        Assert.Contains(
            all,
            one => one.Rows.Any(row => row.StartsWith("0000", StringComparison.Ordinal))
        );
    }

    private static Figures Estimate(Fixture fixture)
    {
        var definition = fixture.Definition;
        var tally = new Tally(definition);
        foreach (var row in fixture.Rows)
            tally.Add(row);
        return Estimator.Estimate(definition, tally);
    }

    private static void Same(JsonElement expected, Proportion found)
    {
        var what = $"{found.Indicator} {found.GroupBy} {found.Group}";
        Assert.Equal(
            $"{expected[0]} {expected[1]} {expected[2]} {expected[3]} {expected[4]}",
            $"{what} {found.Base} {found.Yes}"
        );
        double[] figures =
        [
            found.EffectiveSize,
            found.LargestShare,
            found.Estimate,
            found.StandardError,
            found.Low,
            found.High,
            found.Asked,
        ];
        for (var at = 0; at < figures.Length; at++)
            Close(expected[5 + at], figures[at], $"{what}, figure {at}");
        Assert.Equal(found.Base > 0 && (found.Yes == 0 || found.Yes == found.Base), found.IsExact);
    }

    /// <summary>Equal to 1e-9 relative. An error of exactly zero is a rounding error in R, so below 1e-14 all is
    /// equal.</summary>
    private static void Close(JsonElement expected, double found, string what)
    {
        if (expected.ValueKind == JsonValueKind.Null)
            Assert.True(double.IsNaN(found), $"{what}: {found}, not NaN");
        else
            Assert.True(
                Math.Abs(found - expected.GetDouble())
                    <= 1e-14 + 1e-9 * Math.Abs(expected.GetDouble()),
                FormattableString.Invariant($"{what}: {found:R}, in R {expected.GetDouble():R}")
            );
    }
}
