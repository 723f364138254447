using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public class DerivationTests
{
    private const string NotAsked = "not asked";
    private const string NoAnswer = "no answer";

    private static readonly string[] UseItems =
    [
        "missed_food_sleep",
        "bothered_offline",
        "surfed_bored",
        "less_time_others",
        "tried_less",
    ];

    /// <param name="answers">A letter per item: n(ever), r(arely), f(airly often), v(ery often), - for none.</param>
    [Theory]
    [InlineData("fvf--", "yes")]
    [InlineData("fffff", "yes")]
    [InlineData("nrfvf", "yes")]
    [InlineData("nnnnn", "no")]
    [InlineData("nrrfv", "no")]
    [InlineData("-rrfv", NoAnswer)]
    [InlineData("nnnn-", NoAnswer)]
    [InlineData("-----", NoAnswer)]
    public void Excessive_use_is_three_of_five_often(string answers, string expected)
    {
        string[] OptionOf(char letter) =>
            letter switch
            {
                'n' => ["never"],
                'r' => ["rarely"],
                'f' => ["fairly_often"],
                'v' => ["very_often"],
                _ => [],
            };
        var chosen = UseItems.Zip(answers, (item, letter) => (item, OptionOf(letter)));
        Assert.Equal(expected, Code("excessive_use", [.. chosen]));
    }

    [Theory]
    [InlineData("never", null, "no")]
    [InlineData("once_or_twice", "no", "no")]
    [InlineData("once_or_twice", "with_someone", "yes")]
    [InlineData("more_often", "alone", "yes")]
    [InlineData("more_often", null, NoAnswer)]
    [InlineData(null, null, NoAnswer)]
    public void Meeting_counts_those_without_contact_as_no(
        string? contact,
        string? met,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Code("met_anyone", ("contact_unknown", List(contact)), ("met_unknown", List(met)))
        );

    [Theory]
    [InlineData("never", null, "no")]
    [InlineData("once_or_twice", "never", "no")]
    [InlineData("once_or_twice", "once_or_twice", "yes")]
    [InlineData("more_often", "more_often", "yes")]
    [InlineData("more_often", null, NoAnswer)]
    [InlineData(null, null, NoAnswer)]
    public void Sending_counts_those_without_contact_as_no(
        string? contact,
        string? photo,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Code(
                "sent_photo_unknown",
                ("contact_unknown", List(contact)),
                ("photo_unknown", List(photo))
            )
        );

    [Theory]
    [InlineData("conflict", "conflict_only")]
    [InlineData("conflict sport", "conflict_only")]
    [InlineData("chance", "chance_only")]
    [InlineData("chance puzzle other", "chance_only")]
    [InlineData("conflict chance", "both")]
    [InlineData("conflict chance party", "both")]
    [InlineData("sport", "neither")]
    [InlineData("puzzle building roleplay party other", "neither")]
    [InlineData("", NoAnswer)]
    public void Leaning_is_conflict_chance_both_or_neither(string kinds, string expected) =>
        Assert.Equal(
            expected,
            Code(
                "game_leaning",
                ("game_kinds", kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            )
        );

    [Fact]
    public void Each_other_kind_alone_is_neither() =>
        Assert.All(
            Shipped
                .Instrument.Items[Shipped.Instrument.PlaceOf("game_kinds")]
                .Options.Select(option => option.Id)
                .Except(["conflict", "chance"]),
            kind => Assert.Equal("neither", Code("game_leaning", ("game_kinds", [kind])))
        );

    [Fact]
    public void Who_never_goes_online_is_asked_for_none_of_them() =>
        Assert.All(
            Shipped.Instrument.Derived,
            derived => Assert.Equal(NotAsked, Code(derived.Id, ("access_frequency", ["never"])))
        );

    [Fact]
    public void Who_never_plays_is_not_asked_what_games_lean_to() =>
        Assert.Equal(NotAsked, Code("game_leaning", ("plays_games", ["never"])));

    [Fact]
    public void Every_response_gets_one_code_of_each() =>
        Prop.ForAll(
                Given.Any(Shipped.Instrument),
                answers =>
                {
                    answers.DropUnasked();
                    var (asked, marks) = Given.Decoded(answers);
                    return Shipped.Instrument.Derived.All(derived =>
                    {
                        var code = new Derivation(Shipped.Instrument, derived).CodeOf(asked, marks);
                        return code >= 0 && code <= derived.Options.Length + 1;
                    });
                }
            )
            .QuickCheckThrowOnFailure();

    private static string Code(string variable, params (string Item, string[] Options)[] chosen)
    {
        var derived = Shipped.Instrument.Derived.Single(derived => derived.Id == variable);
        var (asked, marks) = Given.Decoded(Given.Answers(Shipped.Instrument, chosen));
        var code = new Derivation(Shipped.Instrument, derived).CodeOf(asked, marks);
        return derived.Options.AddRange(NotAsked, NoAnswer)[code];
    }

    private static string[] List(string? option) => option is null ? [] : [option];
}
