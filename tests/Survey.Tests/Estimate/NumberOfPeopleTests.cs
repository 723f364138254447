using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class NumberOfPeopleTests
{
    private static readonly Proportion Share = new(
        "plays",
        "sex",
        "girl",
        Base: 100,
        Yes: 30,
        EffectiveSize: 90,
        LargestShare: 0.02,
        Estimate: 0.3,
        StandardError: 0.04,
        Low: 0.25,
        High: 0.4,
        Asked: 2000,
        IsExact: false
    );

    [Fact]
    public void A_share_stands_for_that_part_of_those_who_are_asked()
    {
        var people = NumberOfPeople.From(Share, Good.Down)!;
        Assert.Equal((2000, null), (people.Of, people.No));
        Assert.Equal((600, 500, 800), (people.Yes.Estimate, people.Yes.Low, people.Yes.High));
    }

    [Fact]
    public void Who_do_not_are_counted_where_doing_is_wanted()
    {
        var no = NumberOfPeople.From(Share, Good.Up)!.No!;
        Assert.Equal((1400, 1200, 1500), (no.Estimate, no.Low, no.High));
    }

    [Fact]
    public void Without_answers_there_are_no_people() =>
        Assert.Null(NumberOfPeople.From(Share with { Base = 0, Estimate = double.NaN }, Good.Up));

    [Theory]
    [InlineData(1249, 1, 1200)]
    [InlineData(1250, 1, 1300)]
    [InlineData(1249, 100, 1000)]
    [InlineData(1250, 100, 1500)]
    [InlineData(1250, 101, 1200)]
    public void People_are_rounded_by_what_five_respondents_stand_for(
        double people,
        double meanWeight,
        long rounded
    ) => Assert.Equal(rounded, NumberOfPeople.Round(people, NumberOfPeople.Step(meanWeight)));
}
