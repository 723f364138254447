using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class EstimatorTests
{
    [Fact]
    public void Figures_do_not_depend_on_the_order_of_responses() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var (one, other) = (Estimate(all), Estimate(all.Reverse()));
                Assert.Equal(one.Proportions.AsEnumerable(), other.Proportions);
            }
        );

    [Fact]
    public void Twice_the_same_sample_gives_the_same_estimates_with_smaller_errors() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var (once, twice) = (Estimate(all), Estimate(all.Concat(all)));
                double n = all.Length;
                var smaller = Math.Sqrt((n - 1) / (2 * n - 1));
                foreach (var (one, two) in once.Proportions.Zip(twice.Proportions))
                {
                    Close(one.Estimate, two.Estimate);
                    Close(one.Asked, two.Asked);
                    Close(one.StandardError * smaller, two.StandardError);
                    Assert.Equal(2 * one.Base, two.Base);
                }
                Close(once.Weighting.LargestWeight, twice.Weighting.LargestWeight);
                Close(once.Weighting.EffectiveSampleSize * 2, twice.Weighting.EffectiveSampleSize);
            }
        );

    [Fact]
    public void A_larger_population_changes_the_numbers_of_people_only() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var larger = Larger(Surveys.Clubs, times: 7);
                var (one, seven) = (
                    Estimate(all),
                    Estimator.Estimate(
                        larger,
                        Respondents.Count(larger, all.Select(who => who.Encode()))
                    )
                );
                foreach (var (small, large) in one.Proportions.Zip(seven.Proportions))
                {
                    Close(small.Estimate, large.Estimate);
                    Close(small.StandardError, large.StandardError);
                    Close(small.Low, large.Low);
                    Close(small.High, large.High);
                    Close(small.Asked * 7, large.Asked);
                }
                Close(one.Weighting.SmallestWeight, seven.Weighting.SmallestWeight);
            }
        );

    [Fact]
    public void Intervals_hold_their_estimate_and_stay_between_0_and_1() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                foreach (var row in Estimate(all).Proportions.Where(row => row.Base > 0))
                {
                    Assert.InRange(row.Estimate, row.Low - 1e-12, row.High + 1e-12);
                    Assert.InRange(row.Low, 0, 1);
                    Assert.InRange(row.High, 0, 1);
                    Assert.InRange(row.IsExact ? 0 : row.StandardError, 0, 1);
                    Assert.InRange(row.EffectiveSize, 1 - 1e-9, row.Base + 1e-9);
                    Assert.InRange(row.LargestShare, 1.0 / row.Base - 1e-9, 1 + 1e-9);
                }
            }
        );

    [Fact]
    public void Rows_follow_the_definition_and_name_known_options_only()
    {
        var rows = Estimate([Respondents.Of(("team", "red"), ("year", "first"))]).Proportions;
        string[] groups =
        [
            "all all",
            "team red",
            "team blue",
            "year_team first:red",
            "year_team first:blue",
            "year_team second:red",
            "year_team second:blue",
            "year_team third:red",
            "year_team third:blue",
        ];
        Assert.Equal(
            from indicator in Surveys.Clubs.Reporting.Indicators
            from place in groups
            select $"{indicator.Id} {place}",
            rows.Select(row => $"{row.Indicator} {row.GroupBy} {row.Group}")
        );
    }

    [Fact]
    public void One_response_is_enough_for_a_figure_and_none_for_not_a_number()
    {
        var rows = Estimate([
            Respondents.Of(("team", "red"), ("year", "first"), ("trains", "often")),
        ]).Proportions;

        var (red, blue) = (Row(rows, "trains", "red"), Row(rows, "trains", "blue"));
        Assert.True(red.IsExact);
        Assert.Equal(
            [1, 1, 1, 0.025, 1],
            [red.EffectiveSize, red.LargestShare, red.Estimate, Math.Round(red.Low, 12), red.High]
        );
        Assert.True(double.IsNaN(red.StandardError));
        // Nobody is in blue or third: theirs are not covered.
        Assert.Equal(12000 * (7.0 / 12) * (9.0 / 12), red.Asked, 1e-6);
        Assert.False(blue.IsExact);
        Assert.All(
            [blue.Estimate, blue.StandardError, blue.Low, blue.High],
            value => Assert.True(double.IsNaN(value))
        );
        Assert.Equal([0, 0, 0], new[] { blue.Base, blue.Yes, blue.Asked });
    }

    [Fact]
    public void Those_who_left_the_item_blank_count_as_asked_and_not_in_the_base()
    {
        var rows = Estimate([
            Respondents.Of(("team", "red"), ("trains", "often"), ("likes", "yes")),
            Respondents.Of(("team", "red"), ("trains", "often")),
            Respondents.Of(("team", "red"), ("trains", "never")),
            Respondents.Of(("team", "blue"), ("trains", "rarely"), ("likes", "no")),
        ]).Proportions;

        var red = Row(rows, "likes", "red");
        Assert.Equal([1, 1], new[] { red.Base, red.Yes });
        Assert.Equal(7000 * 2 / 3.0, red.Asked, 1e-6);
    }

    [Fact]
    public void A_breakdown_by_something_else_than_a_margin_is_an_error()
    {
        var reporting = Surveys.Clubs.Reporting;
        var wrong = Surveys.Clubs with
        {
            Reporting = reporting with
            {
                Breakdowns =
                [
                    reporting.Breakdowns[0] with
                    {
                        Id = "by_trains",
                        Items = ["trains"],
                    },
                ],
            },
        };
        var tally = Respondents.Count(wrong, [Respondents.Of().Encode()]);
        var error = Assert.Throws<EstimateException>(() => Estimator.Estimate(wrong, tally));
        Assert.Equal(
            "Breakdown by_trains: trains is not a margin of the population.",
            error.Message
        );
    }

    private static Figures Estimate(IEnumerable<Answers> all) =>
        Estimator.Estimate(Surveys.Clubs, Respondents.Count(all));

    private static Proportion Row(IEnumerable<Proportion> rows, string indicator, string group) =>
        rows.Single(row => row.Indicator == indicator && row.Group == group);

    private static Definition Larger(Definition definition, int times)
    {
        var population = definition.Population;
        return definition with
        {
            Population = population with
            {
                Total = population.Total * times,
                Margins =
                [
                    .. population.Margins.Select(margin =>
                        margin with
                        {
                            Categories =
                            [
                                .. margin.Categories.Select(category =>
                                    category with
                                    {
                                        People = category.People * times,
                                    }
                                ),
                            ],
                        }
                    ),
                ],
            },
        };
    }

    private static void Close(double expected, double found) =>
        Assert.True(
            (double.IsNaN(expected) && double.IsNaN(found))
                || Math.Abs(expected - found) <= 1e-12 + 1e-9 * Math.Abs(expected),
            FormattableString.Invariant($"{found:R}, expected {expected:R}")
        );
}
