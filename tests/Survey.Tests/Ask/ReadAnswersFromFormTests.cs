using Microsoft.Extensions.Primitives;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public class ReadAnswersFromFormTests
{
    [Fact]
    public void Fields_are_answers_and_empty_ones_are_none()
    {
        var read = Form(
            ("sex", ["boy"]),
            ("age", [""]),
            ("sings", []),
            ("plays", ["flute", "", "drums"])
        );
        Assert.Empty(read.Errors);
        Assert.Equal("20003", read.Valid!.Encode());
    }

    [Fact]
    public void What_routing_leaves_out_is_dropped_with_its_faults()
    {
        var read = Form(("sings", ["never"]), ("plays", ["drums", "nothing"]));
        Assert.Empty(read.Errors);
        Assert.Equal("0010-", read.Valid!.Encode());
    }

    [Fact]
    public void Options_that_are_not_offered_are_dropped()
    {
        var read = ReadAnswers.FromForm(
            Tiny.Read("valid", "options-from-and-outside").Instrument,
            Fields(("plays", ["flute", "lute"]), ("plays_most", ["drums"]))
        );
        Assert.Empty(read.Errors);
        Assert.Equal("000090", read.Valid!.Encode());
    }

    [Theory]
    [InlineData("age", "over_14", true)]
    [InlineData("age", "", true)]
    [InlineData("age", "13-14", false)]
    [InlineData("age", "12", false)]
    public void Nothing_is_to_keep_of_people_it_is_not_for_nor_of_an_empty_form(
        string item,
        string option,
        bool isNothing
    )
    {
        var read = ReadAnswers.FromForm(
            Tiny.Read("valid", "options-from-and-outside").Instrument,
            Fields((item, [option]))
        );
        Assert.Equal(isNothing, read.IsNothingToKeep);
        if (isNothing)
            Assert.Null(read.Valid);
    }

    [Theory]
    [InlineData("sex", new[] { "girl", "boy" }, AnswerFault.NotOneOption)]
    [InlineData("sex", new[] { "woman" }, AnswerFault.UnknownOption)]
    [InlineData("plays", new[] { "harp" }, AnswerFault.UnknownOption)]
    [InlineData("plays", new[] { "drums", "drums" }, AnswerFault.Repeated)]
    [InlineData("plays", new[] { "drums", "nothing" }, AnswerFault.NotAlone)]
    [InlineData("hat", new[] { "red" }, AnswerFault.UnknownItem)]
    public void What_is_wrong_is_named(string item, string[] options, AnswerFault expected)
    {
        var read = Form((item, options));
        Assert.Null(read.Valid);
        Assert.Equal([expected], read.Faults[item]);
        Assert.Equal([expected.InWords()], read.Errors[item]);
    }

    [Fact]
    public void A_name_that_no_item_can_have_is_not_said_back() =>
        Assert.Equal(
            [ReadAnswers.Together],
            Form(("<script>", ["x"]), (new string('a', 41), ["x"])).Errors.Keys
        );

    [Fact]
    public void What_was_chosen_can_be_shown_again()
    {
        var read = Form(("sex", ["girl"]), ("plays", ["drums", "nothing"]));
        Assert.Equal("10006", read.Readable.Encode());
    }

    private static ReadAnswers Form(params (string Item, string[] Options)[] fields) =>
        ReadAnswers.FromForm(Tiny.Instrument, Fields(fields));

    private static IEnumerable<KeyValuePair<string, StringValues>> Fields(
        params (string Item, string[] Options)[] fields
    ) => fields.Select(field => KeyValuePair.Create(field.Item, new StringValues(field.Options)));
}
