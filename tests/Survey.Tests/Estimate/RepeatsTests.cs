using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

/// <summary>Whether a wave looks stuffed, by numbers that were worked out by hand.</summary>
public sealed class RepeatsTests
{
    private static readonly string[] Ten = [.. Enumerable.Range(0, 10).Select(one => $"o{one}")];

    /// <summary>Two margins, and six items of ten options.</summary>
    private static readonly Definition Six = Surveys.Of(
        12000,
        [
            .. Surveys.Clubs.Instrument.Items.Take(2),
            .. "abcdef".Select(id => Surveys.Item($"{id}", ItemKind.Single, [.. Ten])),
        ],
        [],
        Surveys.Clubs.Population.Margins,
        [],
        [("all", [])]
    );

    [Fact]
    public void A_response_sent_300_times_among_3000_is_a_tenth()
    {
        var repeats = Repeats.Of(Counted(2700, 300).Repeats);
        Assert.Equal(3000, repeats.Complete);
        Assert.InRange(repeats.Share, 0.095, 0.105);
    }

    [Fact]
    public void Responses_that_differ_are_none_repeated()
    {
        var repeats = Counted(3000, 0).Repeats;
        Assert.Equal(0, Repeats.Of(repeats).Share);
        // Every option of every item by a tenth: a tenth to the sixth of 3000 x 2999 / 2 pairs.
        Assert.Equal(4.4985, repeats.PairsByChance, 0.01);
    }

    /// <summary>A hundred people differ in one of three answers, by half: half of 100 x 99 / 2 pairs by chance, and
    /// 2 x 50 x 49 / 2 there are.</summary>
    [Fact]
    public void Few_questions_make_alike_what_nobody_repeated()
    {
        var tally = Respondents.Count(
            Enumerable
                .Range(0, 100)
                .Select(one =>
                    Respondents.Of(
                        ("trains", "never"),
                        ("brings", "map"),
                        ("sings", one % 2 == 0 ? "yes" : "no")
                    )
                )
        );
        Assert.Equal(2475, tally.Repeats.PairsByChance, 1e-9);
        Assert.Equal(2450, tally.Repeats.Pairs);
        Assert.Equal(new Repeats(100, 0), Repeats.Of(tally.Repeats));
    }

    [Fact]
    public void What_leaves_a_question_blank_is_not_complete() =>
        Assert.Equal(
            0,
            Respondents
                .Count(
                    Enumerable.Repeat(Respondents.Of(("trains", "never"), ("brings", "map")), 50)
                )
                .Repeats.Complete
        );

    [Fact]
    public void Counters_of_parts_add_up()
    {
        var (whole, parts) = (Counted(900, 100), Counted(900, 0));
        parts.Merge(Counted(0, 100));
        Assert.Equal(Repeats.Of(whole.Repeats), Repeats.Of(parts.Repeats));
    }

    /// <summary>By hand: expected 50 in each of four cells, 4 x 10^2 / 50 = 8, and the root of 8 / 200.</summary>
    [Fact]
    public void Another_composition_is_told_by_chi_square()
    {
        var found = Composition.Of([60, 40], [40, 60])!;
        Assert.Equal(8, found.ChiSquare, 1e-12);
        Assert.Equal(1, found.Degrees);
        Assert.Equal(0.004677735, found.P, 1e-9);
        Assert.Equal(0.2, found.CramersV, 1e-12);
        Assert.False(found.Differs);
        Assert.True(Composition.Of([600, 400], [400, 600])!.Differs);
        Assert.False(Composition.Of([5200, 4800], [4800, 5200])!.Differs);
        Assert.Null(Composition.Of([10, 0], [20, 0]));
        Assert.Null(Composition.Of([0, 0], [20, 10]));
    }

    /// <param name="different">No two alike, of each question every option by a tenth.</param>
    /// <param name="alike">The same answers, by people of any team and year.</param>
    private static Tally Counted(int different, int alike) =>
        Respondents.Count(
            Six,
            Enumerable
                .Range(0, different)
                .Select(one => Answers(one, one, one / 10, one / 100, one / 1000 + one, one, one))
                .Concat(Enumerable.Range(0, alike).Select(one => Answers(one, 1, 2, 3, 4, 5, 6)))
        );

    private static string Answers(int who, params int[] options)
    {
        var answers = new Answers(Six.Instrument)
        {
            [0] = 1UL << who % 3,
            [1] = 1UL << who / 3 % 3,
        };
        for (var place = 0; place < options.Length; place++)
            answers[2 + place] = 1UL << options[place] % 10;
        return answers.Encode();
    }
}
