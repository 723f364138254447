using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class TallyTests
{
    private static readonly Instrument Clubs = Surveys.Clubs.Instrument;

    [Fact]
    public void Counts_are_those_of_a_naive_count() =>
        Respondents.Hold(
            Respondents.Any,
            all =>
            {
                var tally = Respondents.Count(all);
                var expected = all.SelectMany(one => Codes(one).Select(code => (Cell(one), code)))
                    .CountBy(found => found)
                    .ToDictionary();

                Assert.Equal(all.Length, tally.Responses);
                Assert.Equal(expected, Counters(tally));
            }
        );

    [Fact]
    public void Parts_merge_to_the_whole_in_any_order() =>
        Respondents.Hold(
            Respondents.Any,
            all =>
            {
                var parts = all.Select((one, place) => (one, place % 3))
                    .GroupBy(pair => pair.Item2, pair => pair.one)
                    .Select(Respondents.Count)
                    .ToArray();

                var forward = new Tally(Surveys.Clubs);
                foreach (var part in parts)
                    forward.Merge(part);
                var backward = new Tally(Surveys.Clubs);
                foreach (var part in parts.Reverse())
                    backward.Merge(part);

                Assert.Equal(Counters(Respondents.Count(all)), Counters(forward));
                Assert.Equal(Counters(forward), Counters(backward));
                Assert.Equal(all.Length, backward.Responses);
            }
        );

    [Fact]
    public void The_order_of_responses_changes_nothing() =>
        Respondents.Hold(
            Respondents.Any,
            all =>
                Assert.Equal(
                    Counters(Respondents.Count(all)),
                    Counters(Respondents.Count(all.Reverse()))
                )
        );

    /// <summary>By team, then by the levels of the tables' and the model's sides.</summary>
    [Fact]
    public void Tables_and_models_are_counted_and_their_parts_add_up() =>
        Respondents.Hold(
            Respondents.Any,
            all =>
            {
                var (team, keen, book) = (
                    new Side("team", IsIndicator: false),
                    new Side("keen", IsIndicator: true),
                    new Side("brings_book", IsIndicator: true)
                );
                var reporting = Surveys.Clubs.Reporting with
                {
                    Associations = [new("team_keen", team, keen, Surveys.NoWords)],
                    Models = [new("book", book, [team, keen], Surveys.NoWords)],
                };
                var clubs = Surveys.Clubs with { Reporting = reporting };
                var tally = new Tally(clubs);
                foreach (var part in all.Chunk(3))
                    tally.Merge(Respondents.Count(clubs, part.Select(one => one.Encode())));
                Assert.Equal(
                    Expected(Level("keen")),
                    tally.Tables.Single().Counted.Select(one => (Levels(one), one.Count)).Order()
                );
                Assert.Equal(
                    Expected(one => Level("keen")(one) + " " + Level("brings")(one)),
                    tally.Models.Single().Counted.Select(one => (Levels(one), one.Count)).Order()
                );

                IEnumerable<(string, long)> Expected(Func<Answers, string> further) =>
                    all.Where(one => one[0] != 0)
                        .Select(one => $"{Cell(one)}: {Bit(one[0])} {further(one)}")
                        .Where(levels => !levels.Contains('-', StringComparison.Ordinal))
                        .CountBy(levels => levels)
                        .Select(one => (one.Key, (long)one.Value))
                        .Order();
                string Levels(Alike one)
                {
                    var codes = Enumerable
                        .Range(0, 2)
                        .Select(margin => tally.Layout.CodeOf(one.Cell, margin));
                    return $"{string.Join(' ', codes)}: {string.Join(' ', one.Levels)}";
                }
            }
        );

    /// <summary>Of an indicator on that variable: 1 for yes, 0 for no, - for neither.</summary>
    private static Func<Answers, string> Level(string variable) =>
        one =>
        {
            string[] codes = [.. Codes(one)];
            return variable == "brings"
                ? one[4] == 0
                    ? "-"
                    : (one[4] & 4) != 0
                        ? "1"
                        : "0"
                : codes.Contains($"{variable}=yes")
                    ? "1"
                    : codes.Contains($"{variable}=no")
                        ? "0"
                        : "-";
        };

    [Fact]
    public void Refuses_a_tally_of_another_wording()
    {
        var reworded = Surveys.Clubs with
        {
            Instrument = Clubs with { Sha256 = new string('1', 64) },
        };
        var other = new Tally(reworded);

        Assert.Throws<EstimateException>(() => new Tally(Surveys.Clubs).Merge(other));
        var error = Assert.Throws<EstimateException>(() =>
            Estimator.Estimate(Surveys.Clubs, other)
        );
        Assert.Contains(reworded.Instrument.Sha256, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("111100")]
    [InlineData("11110000")]
    [InlineData("1111g01")]
    [InlineData("8111001")]
    [InlineData("3111001")]
    [InlineData("1111201")]
    public void Refuses_a_text_that_is_no_response_and_counts_nothing_of_it(string answers)
    {
        var tally = Respondents.Count([Respondents.Of(("team", "red"))]);
        var before = Counters(tally);
        Assert.Throws<FormatException>(() => tally.Add(answers));
        Assert.Equal(before, Counters(tally));
        Assert.Equal(1, tally.Responses);
    }

    /// <summary>Counters that are not 0, by cell and "variable=code".</summary>
    internal static Dictionary<(string, string), int> Counters(Tally tally)
    {
        var names = new string[tally.Layout.Columns];
        names[0] = "respondents";
        foreach (
            var id in Clubs
                .Items.Select(item => item.Id)
                .Concat(Clubs.Derived.Select(one => one.Id))
        )
        {
            var variable = tally.Layout[id];
            foreach (var option in variable.Options)
                names[variable.Of(option)] = $"{id}={option}";
            names[variable.NotAsked] = $"{id} not asked";
            names[variable.NoAnswer] = $"{id} no answer";
        }
        var counters =
            from cell in Enumerable.Range(0, tally.Layout.Cells)
            from column in Enumerable.Range(0, names.Length)
            where tally[cell][column] > 0
            let codes = Enumerable.Range(0, 2).Select(margin => tally.Layout.CodeOf(cell, margin))
            select KeyValuePair.Create(
                (string.Join(' ', codes), names[column]),
                (int)tally[cell][column]
            );
        return counters.ToDictionary();
    }

    private static string Cell(Answers one) =>
        $"{Math.Min(3, Bit(one[0]))} {Math.Min(3, Bit(one[1]))}";

    internal static int Bit(ulong marks) => marks == 0 ? 64 : (int)Math.Log2(marks);

    /// <summary>What a respondent counts in, "variable=code", worked out by hand.</summary>
    internal static IEnumerable<string> Codes(Answers one)
    {
        yield return "respondents";
        for (var place = 0; place < Clubs.Items.Length; place++)
        {
            var item = Clubs.Items[place];
            if (!one.IsAsked(place))
                yield return $"{item.Id} not asked";
            else if (one[place] == 0)
                yield return $"{item.Id} no answer";
            for (var bit = 0; bit < item.Options.Length; bit++)
                if ((one[place] >> bit) % 2 == 1)
                    yield return $"{item.Id}={item.Options[bit].Id}";
        }
        var (trains, likes, sings) = (one[2], one[3], one[5]);
        var (likesYes, likesNo) = (likes == 1, likes == 2);
        var (often, rarely) = (trains == 1, trains == 2);
        yield return likesNo ? "keen=no"
        : likesYes && !rarely ? "keen=yes"
        : "keen no answer";
        yield return likesYes && sings == 1 ? "eager=yes"
        : likes != 0 && sings != 0 ? "eager=no"
        : "eager no answer";
        yield return likesYes ? "fond=yes"
        : likesNo ? "fond=no"
        : often || rarely ? "fond no answer"
        : "fond not asked";
    }
}
