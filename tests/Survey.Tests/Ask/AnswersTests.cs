using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public class AnswersTests
{
    private static readonly Instrument Tiny = Ask.Tiny.Instrument;

    [Fact]
    public void What_is_encoded_is_decoded_and_always_as_long() =>
        Prop.ForAll(
                Given.Any(Shipped.Instrument),
                answers =>
                {
                    answers.DropUnasked();
                    var (asked, marks) = Given.Decoded(answers);
                    var places = Enumerable.Range(0, marks.Length);
                    return answers.Encode().Length == Shipped.Instrument.ItemIndex.Width
                        && places.All(place =>
                            asked[place] == answers.IsAsked(place) && marks[place] == answers[place]
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Dropping_leaves_what_is_asked_and_nothing_else_changes() =>
        Prop.ForAll(
                Given.Any(Shipped.Instrument),
                answers =>
                {
                    var places = Enumerable.Range(0, Shipped.Instrument.Items.Length).ToList();
                    var before = places.Select(place => answers[place]).ToList();
                    answers.DropUnasked();
                    var once = answers.Encode();
                    answers.DropUnasked();
                    return answers.Encode() == once
                        && places.All(place =>
                            answers[place]
                            == (answers.IsAsked(place) ? before[place] & answers.Offered(place) : 0)
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Encoding_has_a_bit_for_each_option_and_says_what_was_not_asked()
    {
        var answers = Given.Answers(
            Tiny,
            ("sex", ["boy"]),
            ("sings", ["often"]),
            ("plays", ["flute", "drums"])
        );
        Assert.Equal("20403", answers.Encode());
        Assert.Equal("0010-", Given.Answers(Tiny, ("sings", ["never"])).Encode());
    }

    [Fact]
    public void More_than_four_options_take_more_digits()
    {
        var instrument = Ask.Tiny.Read("valid", "sixty-four-options").Instrument;
        var answers = Given.Answers(instrument, ("plays", ["flute", "o60"]));
        Assert.Equal("00008000000000000001", answers.Encode());
        Assert.Equal(answers[4], Given.Decoded(answers).Marks[4]);
    }

    [Theory]
    [InlineData("2040")]
    [InlineData("204030")]
    [InlineData("")]
    [InlineData("2040x")]
    [InlineData("2040F")]
    public void Text_of_another_shape_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Answers.Decode(Tiny, text, new bool[5], new ulong[5]));

    [Theory]
    [InlineData("sings", "never", false)]
    [InlineData("sings", "rarely", true)]
    [InlineData("sings", null, true)]
    public void Not_in_holds_for_an_unanswered_item_too(string item, string? option, bool isAsked)
    {
        var answers = Given.Answers(Tiny, (item, option is null ? [] : [option]));
        Assert.Equal(isAsked, answers.IsAsked(Tiny.PlaceOf("plays")));
    }

    [Theory]
    [InlineData("13-14", true)]
    [InlineData("10-12", false)]
    [InlineData(null, false)]
    public void In_needs_an_answer_and_a_section_routes_its_items(string? age, bool isAsked)
    {
        var instrument = Ask.Tiny.Read("valid", "section-routing").Instrument;
        var answers = Given.Answers(instrument, ("age", age is null ? [] : [age]));
        Assert.Equal(isAsked, answers.IsAsked(instrument.PlaceOf("sings")));
        Assert.Equal(isAsked, answers.IsAsked(instrument.PlaceOf("plays")));
    }

    [Theory]
    [InlineData("rarely", true)]
    [InlineData("never", false)]
    [InlineData(null, false)]
    public void In_and_not_in_must_both_hold(string? sings, bool isAsked)
    {
        var instrument = Ask.Tiny.Read("valid", "routing-in-and-not-in").Instrument;
        var answers = Given.Answers(instrument, ("sings", sings is null ? [] : [sings]));
        Assert.Equal(isAsked, answers.IsAsked(instrument.PlaceOf("plays")));
    }

    [Theory]
    [InlineData(new[] { "nothing" }, false)]
    [InlineData(new[] { "nothing", "drums" }, true)]
    [InlineData(new string[0], false)]
    public void One_of_several_marks_is_enough(string[] plays, bool isAsked)
    {
        var instrument = Ask.Tiny.Read("valid", "routing-on-multi-item").Instrument;
        var answers = Given.Answers(instrument, ("plays", plays));
        Assert.Equal(isAsked, answers.IsAsked(instrument.PlaceOf("practises")));
    }

    [Theory]
    [InlineData(new[] { "flute", "drums" }, true, 3)]
    [InlineData(new[] { "flute" }, false, 1)]
    [InlineData(new[] { "nothing" }, false, 0)]
    [InlineData(new string[0], false, 0)]
    public void Options_come_from_another_item_and_one_alone_is_no_question(
        string[] plays,
        bool isAsked,
        int offered
    )
    {
        var instrument = Ask.Tiny.Read("valid", "options-from-and-outside").Instrument;
        var answers = Given.Answers(instrument, ("plays", plays));
        var place = instrument.PlaceOf("plays_most");
        Assert.Equal(isAsked, answers.IsAsked(place));
        Assert.Equal((ulong)offered, answers.Offered(place));
    }

    [Fact]
    public void Nothing_more_is_asked_of_somebody_the_survey_is_not_for()
    {
        var instrument = Ask.Tiny.Read("valid", "options-from-and-outside").Instrument;
        var answers = Given.Answers(instrument, ("age", ["over_14"]));
        Assert.True(answers.IsOutside);
        Assert.Equal(
            ["sex", "age"],
            instrument.Items.Where((_, place) => answers.IsAsked(place)).Select(item => item.Id)
        );
        Assert.False(Given.Answers(instrument, ("age", ["13-14"])).IsOutside);
    }

    [Fact]
    public void A_condition_can_be_asked_about()
    {
        var answers = Given.Answers(Tiny, ("sings", ["often"]));
        Assert.True(answers.Holds(null));
        Assert.True(answers.Holds(new Condition("sings", ["often"], [])));
        Assert.False(answers.Holds(new Condition("sings", [], ["often"])));
        Assert.Throws<ArgumentException>(() => answers.Holds(new Condition("hums", ["often"], [])));
        Assert.Throws<ArgumentException>(() => answers.Holds(new Condition("sings", ["x"], [])));
    }

    [Fact]
    public void Dropping_an_answer_drops_what_hangs_on_it()
    {
        var instrument = Ask.Tiny.Read("valid", "routing-on-multi-item").Instrument;
        var answers = Given.Answers(
            instrument,
            ("sings", ["never"]),
            ("dances", ["often"]),
            ("plays", ["drums"]),
            ("practises", ["often"])
        );
        answers.DropUnasked();
        Assert.Equal(0UL, answers[instrument.PlaceOf("practises")]);
        Assert.NotEqual(0UL, answers[instrument.PlaceOf("dances")]);
    }
}
