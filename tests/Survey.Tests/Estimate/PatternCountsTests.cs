using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class PatternCountsTests
{
    private static readonly CountLayout Layout = new(Surveys.Clubs);
    private static readonly Side Team = new("team", IsIndicator: false);
    private static readonly Side Keen = new("keen", IsIndicator: true);
    private static readonly Side Book = new("brings_book", IsIndicator: true);

    [Fact]
    public void An_option_of_several_is_a_yes_whatever_stands_beside_it()
    {
        var counted = Count(
            Book,
            Respondents.Of(("brings", "ball"), ("brings", "book"), ("brings", "map")),
            Respondents.Of(("brings", "ball")),
            Respondents.Of()
        );

        Assert.Equal([(0, 1), (1, 1)], counted);
    }

    [Fact]
    public void Who_was_not_asked_or_did_not_answer_is_not_counted()
    {
        var counted = Count(
            Keen,
            Respondents.Of(("trains", "never")),
            Respondents.Of(("trains", "often")),
            Respondents.Of(("trains", "often"), ("likes", "yes")),
            Respondents.Of(("trains", "often"), ("likes", "no"))
        );

        Assert.Equal([(0, 1), (1, 1)], counted);
    }

    [Fact]
    public void Parts_counted_apart_add_up() =>
        Respondents.Hold(
            Respondents.Any,
            everybody =>
            {
                var half = everybody.Length / 2;
                var parts = Of([Team, Keen, Book], everybody[half..]);
                parts.Merge(Of([Team, Keen, Book], everybody[..half]));
                Assert.Equal(
                    Of([Team, Keen, Book], everybody).Counted.Select(Text),
                    parts.Counted.Select(Text)
                );
            }
        );

    [Fact]
    public void Counts_of_other_variables_are_not_added() =>
        Assert.Throws<EstimateException>(() => Of([Team, Keen], []).Merge(Of([Keen, Team], [])));

    private static (int Level, long Count)[] Count(Side side, params Answers[] respondents) =>
        [.. Of([side], respondents).Counted.Select(one => (one.Levels[0], one.Count))];

    private static string Text(Alike one) =>
        $"{one.Cell}: {string.Join(' ', one.Levels)} {one.Count}";

    private static PatternCounts Of(Side[] sides, Answers[] respondents)
    {
        var counts = new PatternCounts(sides, Surveys.Clubs.Reporting, Layout);
        var coder = new Coder(Surveys.Clubs, Layout);
        foreach (var one in respondents)
        {
            coder.Read(one.Encode(), out var cell);
            counts.Add(cell, coder.Marks);
        }
        return counts;
    }
}
