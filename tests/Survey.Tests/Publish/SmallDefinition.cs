using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Tests.Publish;

internal static class SmallDefinition
{
    public static Definition Define(string[] sexes, string[] ages, string[] regions)
    {
        var instrument = new Instrument(
            "small",
            "1",
            "00",
            ["pt", "en"],
            Words("Small"),
            [
                new Section(
                    "one",
                    Words("One"),
                    null,
                    null,
                    [
                        Item("sex", false, sexes),
                        Item("age", false, ages),
                        Item("region", false, regions),
                        Item("access", false, ["often", "weekly", "never"]),
                        Item("games", true, ["conflict", "chance", "other"]),
                        Item("contact", false, ["no", "yes"]) with
                        {
                            Sensitive = true,
                        },
                        Item("met", false, ["no", "yes"]) with
                        {
                            AskIf = new Condition("contact", ["yes"], []),
                            Sensitive = true,
                        },
                        Item("photo", false, ["no", "yes"]) with
                        {
                            AskIf = new Condition("contact", ["yes"], []),
                        },
                        Item("tell", true, ["friend", "nobody", "other"]) with
                        {
                            Options =
                            [
                                new Option("friend", Words("Friend"), false),
                                new Option("nobody", Words("Nobody"), true),
                                new Option("other", Words("Other"), false),
                            ],
                        },
                        Item("hotline", false, ["yes", "no"]),
                    ]
                ),
            ],
            [
                new DerivedByCases(
                    "leaning",
                    ["chance_only", "both", "rest"],
                    [
                        new("chance_only", [new("games", ["chance"], ["conflict"])]),
                        new("both", [new("games", ["chance"], []), new("games", ["conflict"], [])]),
                        new("rest", [new("games", ["conflict", "other"], [])]),
                    ]
                ),
                Met("met_anyone", "met"),
                Met("photo_anyone", "photo"),
            ]
        );
        return new Definition(
            "small-pt",
            instrument,
            new Reporting(
                [
                    Indicator("access_weekly", "access", "often", "weekly"),
                    Indicator("access_often", "access", "often"),
                    Indicator("plays_conflict", "games", "conflict"),
                    Indicator("plays_chance", "games", "chance"),
                    Indicator("chance_only", "leaning", "chance_only"),
                    Indicator("both", "leaning", "both"),
                    Indicator("contact", "contact", "yes"),
                    Indicator("met", "met_anyone", "yes"),
                    Indicator("photo", "photo_anyone", "yes"),
                    Indicator("tell_friend", "tell", "friend"),
                    Indicator("tell_nobody", "tell", "nobody"),
                    Indicator("hotline", "hotline", "yes"),
                ],
                [
                    new Breakdown("all", [], Words("All")),
                    new Breakdown("sex", ["sex"], Words("Sex")),
                    new Breakdown("age", ["age"], Words("Age")),
                    new Breakdown("region", ["region"], Words("Region")),
                    new Breakdown("sex_age", ["sex", "age"], Words("Sex and age")),
                ],
                [],
                [],
                ImmutableDictionary<string, Texts>.Empty.Add("C1", Words("Claim"))
            ),
            new Population(
                Words("People"),
                new DateOnly(2021, 4, 19),
                "A source",
                400_000,
                [
                    Margin("sex", true, "girl", "boy"),
                    Margin("age", true, ages),
                    Margin("region", false, regions),
                ]
            ),
            new Help([])
        );
    }

    private static Margin Margin(string item, bool published, params string[] options) =>
        new(
            item,
            published,
            null,
            [
                .. options.Select(option => new MarginCategory(
                    option,
                    [option],
                    400_000 / options.Length
                )),
            ]
        );

    private static DerivedByCases Met(string id, string item) =>
        new(
            id,
            ["yes", "no"],
            [
                new("no", [new("contact", ["no"], [])]),
                new("yes", [new(item, ["yes"], [])]),
                new("no", [new(item, ["no"], [])]),
            ]
        );

    private static Indicator Indicator(string id, string variable, params string[] yes) =>
        new(id, variable, [.. yes], Good.Down, "C1", Words(id));

    private static Item Item(string id, bool isMulti, string[] options) =>
        new(
            id,
            isMulti ? ItemKind.Multi : ItemKind.Single,
            Words(id),
            null,
            [.. options.Select(option => new Option(option, Words(option), false))],
            null,
            false
        );

    private static Texts Words(string english) =>
        new(
            ImmutableDictionary<string, string>
                .Empty.Add("pt", $"{english} (pt)")
                .Add("en", english)
        );
}
