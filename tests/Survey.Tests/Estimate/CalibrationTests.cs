using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class CalibrationTests
{
    private static readonly CountLayout Cells = new(Surveys.Clubs);

    [Fact]
    public void Weights_meet_every_margin() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var sample = new Sample(Surveys.Clubs, Respondents.Count(all));
                foreach (var (inCategory, total) in Totals(sample.People))
                {
                    var sum = sample
                        .Weights.Select((w, cell) => inCategory[cell] * sample.People[cell] * w)
                        .Sum();
                    Assert.Equal(1, sum / total, 1e-10);
                }
            }
        );

    [Fact]
    public void Weights_are_as_exact_where_proportional_fitting_is_slow()
    {
        // Red and first go together, so that the margins differ in a few respondents only. With four equal totals
        // the raked table is symmetric, and raking keeps its odds ratio: red-and-first is root(odds) times red-and-second.
        var even = Surveys.Of(
            12000,
            Surveys.Clubs.Instrument.Items,
            [],
            [
                Surveys.Margin("team", [new("red", ["red"], 6000), new("blue", ["blue"], 6000)]),
                Surveys.Margin("year", [new("1", ["first"], 6000), new("2", ["second"], 6000)]),
            ],
            [],
            []
        );
        var all = Many(900, "red", "first")
            .Concat(Many(8, "red", "second"))
            .Concat(Many(2, "blue", "first"))
            .Concat(Many(250, "blue", "second"));
        var sample = new Sample(even, Respondents.Count(even, all));

        var odds = Math.Sqrt(900.0 * 250 / (8 * 2));
        var cell = new CountLayout(even).CellOf([0, 1]);
        Assert.Equal(1, sample.Weights[cell] * 8 * (1 + odds) / 6000, 1e-10);

        static IEnumerable<string> Many(int count, string team, string year) =>
            Enumerable.Repeat(Respondents.Of(("team", team), ("year", year)).Encode(), count);
    }

    [Fact]
    public void No_responses_is_an_error() =>
        Assert.Contains(
            "no responses",
            Assert
                .Throws<EstimateException>(() =>
                    new Sample(Surveys.Clubs, new Tally(Surveys.Clubs))
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Where_margins_contradict_each_other_the_last_gives_way()
    {
        // Everybody in red is early and everybody in blue is third: 7,000 cannot be 9,000.
        var sample = new Sample(
            Surveys.Clubs,
            Respondents.Count([
                Respondents.Of(("team", "red"), ("year", "first")),
                Respondents.Of(("team", "blue"), ("year", "third")),
            ])
        );
        Assert.Equal(["team"], sample.Weighting.Margins.ToArray());
        Assert.Equal(
            [5000, 7000],
            sample
                .Weights.Where(weight => weight > 0)
                .Select(weight => Math.Round(weight, 6))
                .Order()
        );
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(13, false)]
    public void No_weight_is_more_than_five_times_the_mean(int respondents, bool hasWeights)
    {
        // Blue is 5 of 12 of the people: one in blue weighs 5 of 12 times all respondents.
        var tally = Respondents.Count(
            Enumerable
                .Repeat(Respondents.Of(("team", "red")), respondents - 1)
                .Append(Respondents.Of(("team", "blue")))
        );
        if (hasWeights)
            Assert.InRange(new Sample(Surveys.Clubs, tally).Weighting.LargestWeight, 4.5, 5);
        else
            Assert.Contains(
                "by team",
                Assert.Throws<NoWeightsException>(() => new Sample(Surveys.Clubs, tally)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void People_of_a_category_without_respondents_are_left_out()
    {
        var sample = new Sample(
            Surveys.Clubs,
            Respondents.Count([
                Respondents.Of(("team", "red"), ("year", "first")),
                Respondents.Of(("team", "blue"), ("year", "first")),
            ])
        );
        Assert.Equal(9000, sample.Weigh(sample.People), 1e-6);
        Assert.Equal(("year", "third"), Assert.Single(sample.Weighting.NotCovered));
    }

    [Fact]
    public void A_sample_in_no_known_category_weighs_the_same_for_all()
    {
        var sample = new Sample(
            Surveys.Clubs,
            Respondents.Count([Respondents.Of(("team", "other")), Respondents.Of()])
        );
        Assert.Equal(
            [6000, 6000],
            sample.Weights.Where(weight => weight > 0).Select(weight => Math.Round(weight, 9))
        );
        Assert.Equal(
            ["team:red", "team:blue", "year:early", "year:third"],
            sample.Weighting.NotCovered.Select(one => $"{one.Margin}:{one.Category}")
        );
        Assert.Equal(2, sample.Weighting.EffectiveSampleSize, 1e-12);
    }

    /// <summary>Every category with respondents: which cells are in it (1 or 0), and its total, from the rules alone.</summary>
    private static IEnumerable<(double[] InCategory, double Total)> Totals(long[] people)
    {
        double n = people.Sum();
        (int Margin, int[] Codes, double Known)[] categories =
        [
            (0, [0], 7000),
            (0, [1], 5000),
            (0, [2], 0),
            (0, [3], 0),
            (1, [0, 1], 9000),
            (1, [2], 3000),
            (1, [3], 0),
        ];
        foreach (var (margin, codes, known) in categories)
        {
            double Share(int[] of) =>
                people.Where((_, cell) => of.Contains(Cells.CodeOf(cell, margin))).Sum() / n;
            var unknown = margin == 0 ? Share([2, 3]) : Share([3]);
            var inCategory = people
                .Select((_, cell) => codes.Contains(Cells.CodeOf(cell, margin)) ? 1.0 : 0.0)
                .ToArray();
            yield return (inCategory, known > 0 ? known * (1 - unknown) : 12000 * Share(codes));
        }
    }
}
