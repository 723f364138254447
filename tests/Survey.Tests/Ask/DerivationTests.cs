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
        "no_food_or_sleep",
        "missed_online",
        "online_no_interest",
        "less_time_people",
        "could_not_stop",
    ];

    /// <param name="answers">A letter per item: n(ever), o(nce), s(ome), m(any times), - for none.</param>
    [Theory]
    [InlineData("sms--", "yes")]
    [InlineData("sssss", "yes")]
    [InlineData("nosms", "yes")]
    [InlineData("nnnnn", "no")]
    [InlineData("noosm", "no")]
    [InlineData("-oosm", NoAnswer)]
    [InlineData("nnnn-", NoAnswer)]
    [InlineData("-----", NoAnswer)]
    public void Signs_of_excess_are_three_of_five_more_than_once(string answers, string expected)
    {
        string[] OptionOf(char letter) =>
            letter switch
            {
                'n' => ["never"],
                'o' => ["once"],
                's' => ["some"],
                'm' => ["many"],
                _ => [],
            };
        var chosen = UseItems.Zip(answers, (item, letter) => (item, OptionOf(letter)));
        Assert.Equal(expected, Code("signs_of_excess", [.. chosen]));
    }

    [Theory]
    [InlineData("never", null, "no")]
    [InlineData("once", "no", "no")]
    [InlineData("some", "with_someone", "yes")]
    [InlineData("many", "alone", "yes")]
    [InlineData("many", null, NoAnswer)]
    [InlineData(null, null, NoAnswer)]
    public void Meeting_counts_those_without_contact_as_no(
        string? contact,
        string? met,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Code(
                "met_online_contact",
                ("online_contact", List(contact)),
                ("online_contact_met", List(met))
            )
        );

    [Theory]
    [InlineData("never", null, "no")]
    [InlineData("once", "never", "no")]
    [InlineData("some", "once", "yes")]
    [InlineData("many", "many", "yes")]
    [InlineData("many", null, NoAnswer)]
    [InlineData(null, null, NoAnswer)]
    public void Sending_counts_those_without_contact_as_no(
        string? contact,
        string? photo,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Code(
                "sent_photo_online_contact",
                ("online_contact", List(contact)),
                ("online_contact_photo", List(photo))
            )
        );

    [Theory]
    [InlineData("conflict", "conflict_only")]
    [InlineData("conflict sport", "conflict_only")]
    [InlineData("chance", "chance_only")]
    [InlineData("chance puzzle", "chance_only")]
    [InlineData("conflict chance", "both")]
    [InlineData("conflict chance roleplay", "both")]
    [InlineData("sport", "neither")]
    [InlineData("puzzle building roleplay", "neither")]
    [InlineData("none", "neither")]
    [InlineData("", NoAnswer)]
    public void Leaning_is_conflict_chance_both_or_neither(string kinds, string expected) =>
        Assert.Equal(
            expected,
            Code(
                "game_leaning",
                ("game_kinds", kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            )
        );

    [Theory]
    [InlineData("none", "no")]
    [InlineData("lottery", "yes")]
    [InlineData("sports skins", "yes")]
    [InlineData("", NoAnswer)]
    public void Betting_is_of_any_kind(string kinds, string expected) =>
        Assert.Equal(
            expected,
            Code("bets", ("bet_kinds", kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        );

    [Theory]
    [InlineData("asked_for_images", "images_asked_by")]
    [InlineData("threatened_with_images", "images_threats_by")]
    public void Whoever_did_it_it_happened(string derived, string item)
    {
        foreach (var option in Shipped.Instrument.Items[Shipped.Instrument.PlaceOf(item)].Options)
            Assert.Equal(
                option.Exclusive ? "no" : "yes",
                Code(derived, ("age", ["15-16"]), (item, [option.Id]))
            );
        Assert.Equal(NoAnswer, Code(derived, ("age", ["15-16"])));
        Assert.Equal(NotAsked, Code(derived, ("age", ["10-12"])));
    }

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
