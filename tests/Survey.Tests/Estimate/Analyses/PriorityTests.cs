using System.Text.Json;
using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

public sealed class PriorityTests
{
    private static readonly Indicator Bad = Surveys.Indicator("bad", "x", ["yes"]) with
    {
        Good = Good.Down,
    };

    private static readonly Indicator Wanted = Surveys.Indicator("wanted", "y", ["yes"]) with
    {
        Good = Good.Up,
    };

    private static readonly string[] Complete =
    [
        .. AnalysisFixture.Waves.Where(wave =>
            AnalysisFixture.Of(wave)["priorities"].ValueKind == JsonValueKind.Array
        ),
    ];

    /// <summary>Those with respondents in every region.</summary>
    public static TheoryData<string> Waves => [.. Complete];

    [Theory]
    [MemberData(nameof(Waves))]
    public void Groups_are_found_and_ranked_as_in_R(string wave)
    {
        var fixture = AnalysisFixture.Of(wave);
        var sample = fixture.Sample();
        var found = Priorities
            .Of(Candidates(fixture, sample))
            .SelectMany(priority => priority.Others.Prepend(priority.Strongest))
            .OrderByDescending(one => one.AtLeast)
            .ToArray();
        var expected = fixture["priorities"].EnumerateArray().ToArray();
        Assert.Equal(
            expected.Select(row => $"{row[0]} {row[1]} {row[2]}"),
            found.Select(one => $"{one.Indicator} {one.GroupBy} {one.Group}")
        );
        foreach (var (row, one) in expected.Zip(found))
        {
            Near.Equal(row[3], one.People, $"{wave} people");
            Near.Equal(row[4], one.AtLeast, $"{wave} people at least", row[3].GetDouble());
        }
    }

    [Fact]
    public void Some_waves_have_some_and_some_have_none()
    {
        var counts = Complete
            .Select(wave => AnalysisFixture.Of(wave)["priorities"].GetArrayLength())
            .ToArray();
        Assert.Contains(0, counts);
        Assert.Contains(counts, count => count > 3);
    }

    [Fact]
    public void The_worst_group_stands_for_its_indicator()
    {
        var priorities = Priorities.Of([
            Candidate(Bad, "a", 0.1, asked: 1000),
            Candidate(Bad, "b", 0.1, asked: 5000),
            Candidate(Wanted, "a", -0.2, asked: 1000),
        ]);

        Assert.Equal(
            ["bad b", "wanted a"],
            priorities.Select(one => $"{one.Strongest.Indicator} {one.Strongest.Group}")
        );
        Assert.Equal(["a"], priorities[0].Others.Select(one => one.Group));
        Assert.Equal(200, priorities[1].Strongest.People, 1e-9);
        Assert.Equal(190, priorities[1].Strongest.AtLeast, 1e-9);
    }

    [Fact]
    public void Only_what_is_clear_large_and_bad_is_named() =>
        Assert.Empty(
            Priorities.Of([
                Candidate(Bad, "better", -0.1),
                Candidate(Wanted, "better", 0.1),
                Candidate(Bad, "small", 0.049),
                Candidate(Bad, "unsure", 0.1) with
                {
                    Q = 0.05,
                },
                Candidate(Bad, "unknown", 0.1) with
                {
                    Difference = new GroupDifference("unknown", NotEstimable.NoVariance),
                },
                Candidate(Bad with { Good = Good.None }, "neither", 0.1),
            ])
        );

    [Fact]
    public void Five_points_are_enough() =>
        Assert.Single(Priorities.Of([Candidate(Bad, "group", 0.45 - 0.4)]));

    private static Candidate Candidate(
        Indicator indicator,
        string group,
        double difference,
        double asked = 1000
    ) =>
        new(
            indicator,
            "by",
            new GroupDifference(
                group,
                null,
                difference,
                0.005,
                difference - 0.01,
                difference + 0.01,
                0.001
            ),
            0.01,
            asked
        );

    private static IEnumerable<Candidate> Candidates(AnalysisFixture fixture, Sample sample)
    {
        var indicators = fixture.Definition.Reporting.Indicators.ToDictionary(one => one.Id);
        var asked = Estimator
            .Estimate(fixture.Definition, sample.Tally)
            .Proportions.ToDictionary(
                one => (one.Indicator, one.GroupBy, one.Group),
                one => one.Asked
            );
        var differences = ComparisonTests
            .Compare(fixture, sample)
            .SelectMany(one => one.Groups, (one, group) => (one.Indicator, one.GroupBy, group))
            .ToArray();
        var q = AdjustedP.BenjaminiHochberg([.. differences.Select(one => one.group.P)]);
        return differences
            .Zip(q)
            .Where(one => one.First.GroupBy != "region")
            .Select(one => new Candidate(
                indicators[one.First.Indicator],
                one.First.GroupBy,
                one.First.group,
                one.Second,
                asked[(one.First.Indicator, one.First.GroupBy, one.First.group.Group)]
            ));
    }
}
