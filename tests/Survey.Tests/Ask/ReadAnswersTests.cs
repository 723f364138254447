using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public class ReadAnswersTests
{
    private static readonly Instrument Tiny = Ask.Tiny.Instrument;

    private static readonly Instrument Offering = Ask
        .Tiny.Read("valid", "options-from-and-outside")
        .Instrument;

    /// <summary>An item routes another, which routes a third.</summary>
    private static readonly Instrument Chained = Ask
        .Tiny.Read("valid", "routing-on-multi-item")
        .Instrument;

    [Theory]
    [InlineData("""{ "sex": "boy", "sings": "often", "plays": ["flute", "drums"] }""", "20403")]
    [InlineData("""{ "sex": null, "age": [], "plays": [], "sings": "often" }""", "00400")]
    [InlineData("""{ "plays": ["nothing"] }""", "00004")]
    [InlineData("""{ "plays": null, "sings": "never" }""", "0010-")]
    public void What_is_right_is_read(string json, string encoded)
    {
        var read = Json(json);
        Assert.Empty(read.Errors);
        Assert.Equal(encoded, read.Valid!.Encode());
    }

    [Theory]
    [InlineData("{}", "answers: Nothing")]
    [InlineData("""{ "sex": null, "plays": [] }""", "answers: Nothing")]
    [InlineData("[]", "answers: NotAnObject")]
    [InlineData("null", "answers: NotAnObject")]
    [InlineData("\"sex\"", "answers: NotAnObject")]
    [InlineData("""{ "hat": "red" }""", "hat: UnknownItem")]
    [InlineData("""{ "Hat": 1, "<b>": 1, "": 1 }""", "answers: UnknownNames")]
    [InlineData("""{ "\ud800": 1 }""", "answers: UnknownNames")]
    [InlineData("""{ "sex": "girl", "sex": "boy" }""", "sex: GivenTwice")]
    [InlineData("""{ "sex": "woman" }""", "sex: UnknownOption")]
    [InlineData("""{ "sex": "Girl" }""", "sex: UnknownOption")]
    [InlineData("""{ "sex": "" }""", "sex: UnknownOption")]
    [InlineData("""{ "sex": "\udc00" }""", "sex: UnknownOption")]
    [InlineData("""{ "sex": ["girl"] }""", "sex: NotOneOption")]
    [InlineData("""{ "sex": 0 }""", "sex: NotOneOption")]
    [InlineData("""{ "sex": true }""", "sex: NotOneOption")]
    [InlineData("""{ "sex": { "id": "girl" } }""", "sex: NotOneOption")]
    [InlineData("""{ "plays": "flute" }""", "plays: NotAList")]
    [InlineData("""{ "plays": ["flute", 1] }""", "plays: NotAList")]
    [InlineData("""{ "plays": ["flute", null] }""", "plays: NotAList")]
    [InlineData("""{ "plays": ["flute", "flute"] }""", "plays: Repeated")]
    [InlineData("""{ "plays": ["flute", "nothing"] }""", "plays: NotAlone")]
    [InlineData(
        """{ "plays": ["harp", "flute", "flute", "nothing"] }""",
        "plays: UnknownOption Repeated NotAlone"
    )]
    [InlineData("""{ "sings": "never", "plays": ["flute"] }""", "plays: NotAsked")]
    public void What_is_wrong_is_named(string json, string expected)
    {
        var read = Json(json);
        Assert.Null(read.Valid);
        Assert.Equal(expected, Faults(read));
    }

    [Theory]
    [InlineData("""{ "plays": ["flute", "drums"], "plays_most": "drums" }""", "")]
    [InlineData(
        """{ "plays": ["flute", "drums", "harp"], "plays_most": "drums" }""",
        "plays: UnknownOption"
    )]
    [InlineData("""{ "plays": ["flute"], "plays_most": "flute" }""", "plays_most: NotAsked")]
    [InlineData(
        """{ "plays": ["flute", "lute"], "plays_most": "drums" }""",
        "plays_most: NotOffered"
    )]
    [InlineData("""{ "age": "over_14" }""", "age: Outside")]
    [InlineData("""{ "age": "over_14", "sings": "often" }""", "age: Outside; sings: NotAsked")]
    public void Options_not_offered_and_people_it_is_not_for_are_refused(
        string json,
        string expected
    ) => Assert.Equal(expected, Faults(ReadAnswers.FromJson(Offering, Parse(json))));

    [Fact]
    public void Everything_wrong_is_named_at_once()
    {
        var read = Json(
            """{ "sex": "x", "age": 3, "sings": "never", "plays": ["flute", "flute"], "hat": 1, "<i>": 1 }"""
        );
        Assert.Equal(
            "age: NotOneOption; answers: UnknownNames; hat: UnknownItem; plays: Repeated NotAsked; sex: UnknownOption",
            Faults(read)
        );
    }

    [Fact]
    public void An_answer_that_hangs_on_one_with_a_fault_is_not_blamed() =>
        Assert.Equal(
            "plays: UnknownOption",
            Faults(
                ReadAnswers.FromJson(Chained, Parse("""{ "plays": ["x"], "practises": "often" }"""))
            )
        );

    [Fact]
    public void An_answer_that_hangs_on_one_left_out_is_left_out_too() =>
        Assert.Equal(
            "plays: NotAsked; practises: NotAsked",
            Faults(
                ReadAnswers.FromJson(
                    Chained,
                    Parse("""{ "sings": "never", "plays": ["drums"], "practises": "often" }""")
                )
            )
        );

    [Fact]
    public void Bytes_that_are_not_text_are_faults()
    {
        var bytes = Encoding.ASCII.GetBytes("""{ "sex": "?", "?": "a" }""");
        for (var at = 0; at < bytes.Length; at++)
            if (bytes[at] == '?')
                bytes[at] = 0xff;
        using var json = JsonDocument.Parse(bytes);
        Assert.Equal(
            "answers: UnknownNames; sex: UnknownOption",
            Faults(ReadAnswers.FromJson(Tiny, json.RootElement))
        );
    }

    [Fact]
    public void Words_never_hold_what_was_sent()
    {
        var read = Json("""{ "sex": "SECRET", "plays": ["SECRET"], "SECRET": "SECRET" }""");
        Assert.Equal(3, read.Errors.Count);
        Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(read.Errors));
    }

    [Fact]
    public void Every_fault_has_words_of_its_own()
    {
        var faults = Enum.GetValues<AnswerFault>();
        Assert.Equal(faults.Length, faults.Select(fault => fault.InWords()).Distinct().Count());
    }

    [Fact]
    public void Random_answers_are_read_back_from_json_and_from_a_form() =>
        Prop.ForAll(
                Given.Any(Shipped.Instrument),
                answers =>
                {
                    answers.DropUnasked();
                    var chosen = Chosen(answers).ToList();
                    var json = JsonSerializer.SerializeToElement(
                        chosen.ToDictionary(
                            item => item.Item.Id,
                            item =>
                                item.Item.Kind == ItemKind.Multi
                                    ? (object)item.Options
                                    : item.Options[0]
                        )
                    );
                    var form = chosen.Select(item =>
                        KeyValuePair.Create(item.Item.Id, new StringValues(item.Options))
                    );
                    var isKept =
                        chosen.All(item => IsAlone(item.Item, item.Options))
                        && !answers.IsOutside
                        && !answers.IsEmpty;
                    var expected = isKept ? answers.Encode() : null;
                    return ReadAnswers.FromJson(Shipped.Instrument, json).Valid?.Encode()
                            == expected
                        && ReadAnswers.FromForm(Shipped.Instrument, form).Valid?.Encode()
                            == expected;
                }
            )
            .QuickCheckThrowOnFailure();

    private static IEnumerable<(Item Item, string[] Options)> Chosen(Answers answers) =>
        answers
            .Instrument.Items.Select(
                (item, place) =>
                    (
                        item,
                        item.Options.Where((_, bit) => (answers[place] >> bit & 1) == 1)
                            .Select(option => option.Id)
                            .ToArray()
                    )
            )
            .Where(chosen => chosen.Item2.Length > 0);

    private static bool IsAlone(Item item, string[] options) =>
        options.Length == 1
        || !item.Options.Any(option => option.Exclusive && options.Contains(option.Id));

    private static string Faults(ReadAnswers read) =>
        string.Join(
            "; ",
            read.Faults.OrderBy(fault => fault.Key, StringComparer.Ordinal)
                .Select(fault => $"{fault.Key}: {string.Join(' ', fault.Value)}")
        );

    private static ReadAnswers Json(string json) => ReadAnswers.FromJson(Tiny, Parse(json));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
