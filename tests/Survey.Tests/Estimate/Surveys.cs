using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Tests.Estimate;

/// <summary>Small surveys made in code, for tests of counting and estimating.</summary>
internal static class Surveys
{
    public static readonly Texts NoWords = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>Two margins; routing on an item and on a section; a multi-choice item; both kinds of derived
    /// variable.</summary>
    public static Definition Clubs { get; } =
        Of(
            12000,
            [
                Item("team", ItemKind.Single, ["red", "blue", "other"]),
                Item("year", ItemKind.Single, ["first", "second", "third"]),
                Item("trains", ItemKind.Single, ["often", "rarely", "never"]),
                Item(
                    "likes",
                    ItemKind.Single,
                    ["yes", "no"],
                    new Condition("trains", ["often", "rarely"], [])
                ),
                Item("brings", ItemKind.Multi, ["ball", "rope", "book", "lamp", "map"]),
                Item("sings", ItemKind.Single, ["yes", "no"]),
            ],
            [
                new DerivedByCases(
                    "keen",
                    ["yes", "no"],
                    [
                        new DerivedCase("no", [new Condition("likes", ["no"], [])]),
                        new DerivedCase(
                            "yes",
                            [
                                new Condition("likes", ["yes"], []),
                                new Condition("trains", [], ["rarely"]),
                            ]
                        ),
                    ]
                ),
                new DerivedByCount("eager", ["yes", "no"], ["likes", "sings"], ["yes"], 2),
                new DerivedByCount("fond", ["yes", "no"], ["likes"], ["yes"], 1),
            ],
            [
                Margin(
                    "team",
                    [
                        new MarginCategory("red", ["red"], 7000),
                        new MarginCategory("blue", ["blue"], 5000),
                    ]
                ),
                Margin(
                    "year",
                    [
                        new MarginCategory("early", ["first", "second"], 9000),
                        new MarginCategory("third", ["third"], 3000),
                    ]
                ),
            ],
            [
                Indicator("trains", "trains", ["often", "rarely"]),
                Indicator("likes", "likes", ["yes"]),
                Indicator("brings_book", "brings", ["book"]),
                Indicator("keen", "keen", ["yes"]),
                Indicator("eager", "eager", ["yes"]),
            ],
            [("all", []), ("team", ["team"]), ("year_team", ["year", "team"])]
        );

    public static Definition Of(
        long total,
        ImmutableArray<Item> items,
        ImmutableArray<Derived> derived,
        ImmutableArray<Margin> margins,
        ImmutableArray<Indicator> indicators,
        ImmutableArray<(string Id, ImmutableArray<string> Items)> breakdowns
    ) =>
        new(
            "test",
            new Instrument(
                "test",
                "1",
                new string('0', 64),
                [],
                NoWords,
                [new Section("only", NoWords, null, null, items)],
                derived
            ),
            new Reporting(
                indicators,
                [.. breakdowns.Select(by => new Breakdown(by.Id, by.Items, NoWords))],
                [],
                [],
                ImmutableDictionary<string, Texts>.Empty
            ),
            new Population(NoWords, new DateOnly(2021, 4, 19), "made up", total, margins),
            new Help([])
        );

    public static Item Item(
        string id,
        ItemKind kind,
        ImmutableArray<string> options,
        Condition? askIf = null
    ) =>
        new(
            id,
            kind,
            NoWords,
            null,
            [.. options.Select(option => new Option(option, NoWords, false))],
            askIf,
            false
        );

    public static Margin Margin(string item, ImmutableArray<MarginCategory> categories) =>
        new(item, true, null, categories);

    public static Indicator Indicator(string id, string variable, ImmutableArray<string> yes) =>
        new(id, variable, yes, Good.None, "C1", NoWords);
}
