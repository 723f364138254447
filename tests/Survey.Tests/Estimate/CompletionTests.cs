using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class CompletionTests
{
    private const string Wave = "2026-Q4";

    private static readonly string[] Teams = ["red", "blue", "other"];

    [Fact]
    public void Everybody_is_in_a_known_category_and_nothing_else_changes() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var (raw, tally) = (Respondents.Count(all), Count(Wave, [all]).Tally);
                Assert.Equal(raw.Responses, tally.Responses);
                for (var cell = 0; cell < tally.Layout.Cells; cell++)
                    if (IsKnown(tally, cell))
                        Assert.InRange(raw[cell][0], 0, tally[cell][0]);
                    else
                        Assert.Equal(0, tally[cell][0]);
                foreach (var id in (string[])["trains", "likes", "brings", "sings", "keen"])
                    for (
                        var column = raw.Layout[id].First;
                        column <= raw.Layout[id].NoAnswer;
                        column++
                    )
                        Assert.Equal(Sum(raw, column), Sum(tally, column));
                // The items of the margins themselves are counted as completed.
                var team = tally.Layout["team"];
                Assert.Equal(all.Length, Sum(tally, team.Of("red")) + Sum(tally, team.Of("blue")));
            }
        );

    [Fact]
    public void Shards_and_order_change_nothing() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
                Assert.Equal(
                    TallyTests.Counters(Count(Wave, [all]).Tally),
                    TallyTests.Counters(
                        Count(
                            Wave,
                            [.. all.Chunk(3).Reverse().Select(part => part.Reverse())]
                        ).Tally
                    )
                )
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Where_there_is_no_room_to_wait_a_shard_is_read_again(int room) =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
                Assert.Equal(
                    TallyTests.Counters(Count(Wave, [all]).Tally),
                    TallyTests.Counters(Count(Wave, [.. all.Chunk(3)], room).Tally)
                )
        );

    [Fact]
    public void What_changes_while_it_is_read_again_is_not_counted()
    {
        var readings = 0;
        IEnumerable<Answers> FewerEachTime()
        {
            readings++;
            for (var one = readings; one < 4; one++)
                yield return Respondents.Of(("team", "red"));
        }
        Assert.Throws<EstimateException>(() => Count(Wave, [FewerEachTime()], room: 0));
    }

    [Fact]
    public void An_answer_is_that_of_somebody_who_is_otherwise_alike()
    {
        var completion = Known(
            ("red", "first", 5),
            ("blue", "second", 5),
            // Of the third year none has a known team: whoever is in it is completed from all.
            ("other", "third", 9)
        );
        Assert.All(Keys(50), key => Assert.Equal("red", Team(completion, key, "other", "first")));
        Assert.All(Keys(50), key => Assert.Equal("blue", Team(completion, key, null, "second")));
        Assert.Equal(
            ["blue", "red"],
            Keys(50).Select(key => Team(completion, key, null, "third")).Distinct().Order()
        );
        Assert.Equal(
            ["blue", "red"],
            Keys(50).Select(key => Team(completion, key, "other", null)).Distinct().Order()
        );
    }

    [Fact]
    public void What_is_known_stays() =>
        Assert.All(
            Keys(20),
            key => Assert.Equal("blue", Team(Known(("red", "first", 99)), key, "blue", "first"))
        );

    [Fact]
    public void Answers_are_drawn_as_often_as_they_are_given()
    {
        var completion = Known(("red", "first", 3), ("blue", "first", 1));
        var red = Keys(4000).Count(key => Team(completion, key, null, "first") == "red");
        // Four standard deviations of 27 around 3000.
        Assert.InRange(red, 2890, 3110);
    }

    /// <summary>Expected: the first 8 bytes of SHA-256 of "wave/item/key", as a fraction, times 4; worked out with Python's
    /// hashlib. Who counts a wave again a year later must draw the same.</summary>
    [Fact]
    public void The_draw_follows_from_wave_item_and_key()
    {
        var completion = Known(("red", "first", 3), ("blue", "first", 1));
        Assert.Equal(
            "red red red blue blue red red red red red red red",
            string.Join(' ', Keys(12).Select(key => Team(completion, key, null, "first")))
        );
        var other = Known("2027-Q1", ("red", "first", 3), ("blue", "first", 1));
        Assert.Contains(
            Keys(50),
            key => Team(completion, key, null, "first") != Team(other, key, null, "first")
        );
    }

    [Fact]
    public void It_is_said_how_many_were_completed()
    {
        var counted = Count(
            Wave,
            [
                [
                    Respondents.Of(("team", "red"), ("year", "first")),
                    Respondents.Of(("team", "other"), ("year", "first")),
                    Respondents.Of(("year", "second")),
                    Respondents.Of(("team", "blue")),
                ],
            ]
        );
        Assert.Equal([new("team", 2, 2), new("year", 1, 3)], counted.Completed.AsEnumerable());
        Assert.True(counted.HasDonors);
    }

    [Fact]
    public void Where_nobody_gave_a_known_answer_nobody_can_be_completed()
    {
        var counted = Count(
            Wave,
            [
                [Respondents.Of(("team", "other"), ("year", "first")), Respondents.Of()],
            ]
        );
        Assert.Equal([new("team", 2, 0), new("year", 1, 1)], counted.Completed.AsEnumerable());
        Assert.Equal(2, counted.Tally.Responses);
        Assert.False(counted.HasDonors);
        Assert.True(Count(Wave, []).HasDonors);
    }

    [Theory]
    [InlineData("111100")]
    [InlineData("11110000")]
    [InlineData("3111001")]
    [InlineData("8111001")]
    [InlineData("g111001")]
    public void A_damaged_response_is_not_completed(string text) =>
        Assert.Throws<FormatException>(() =>
            Known(("red", "first", 1)).Complete(new KeptAnswers("0", text))
        );

    private static Completion Known(params (string Team, string Year, int People)[] people) =>
        Known(Wave, people);

    private static Completion Known(
        string wave,
        params (string Team, string Year, int People)[] people
    )
    {
        var known = new Demographics(Surveys.Clubs);
        foreach (var (team, year, count) in people)
            for (var one = 0; one < count; one++)
                known.Add(Respondents.Of(("team", team), ("year", year)).Encode());
        return new Completion(wave, known);
    }

    /// <summary>The team of a respondent who is completed.</summary>
    private static string Team(Completion completion, string key, string? team, string? year)
    {
        var marked = new[] { ("team", team), ("year", year) }
            .Where(one => one.Item2 is not null)
            .Select(one => (one.Item1, one.Item2!));
        var text = completion.Complete(new KeptAnswers(key, Respondents.Of([.. marked]).Encode()));
        var instrument = Surveys.Clubs.Instrument;
        var asked = new bool[instrument.Items.Length];
        var marks = new ulong[instrument.Items.Length];
        Answers.Decode(instrument, text, asked, marks);
        return Teams[(int)Math.Log2(marks[0])];
    }

    private static IEnumerable<string> Keys(int count) =>
        Enumerable.Range(0, count).Select(key => $"{key:x32}");

    /// <summary>A respondent's key follows from the answers, so that it goes along to any shard.</summary>
    private static Counted Count(
        string wave,
        IReadOnlyList<IEnumerable<Answers>> shards,
        int room = 1000
    ) =>
        Counting
            .CountAsync(
                Surveys.Clubs,
                wave,
                [
                    .. shards.Select(shard =>
                        shard
                            .Select(one => new KeptAnswers(one.Encode(), one.Encode()))
                            .ToAsyncEnumerable()
                    ),
                ],
                room
            )
            .GetAwaiter()
            .GetResult();

    private static bool IsKnown(Tally tally, int cell) =>
        tally.Layout.CodeOf(cell, 0) < 2 && tally.Layout.CodeOf(cell, 1) < 3;

    private static long Sum(Tally tally, int column) =>
        Enumerable.Range(0, tally.Layout.Cells).Sum(cell => tally[cell][column]);
}
