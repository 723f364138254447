using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Tests.Collect;

/// <summary>A survey with one of each: a single choice, a routed multi-choice with an exclusive option, a routed section.</summary>
internal static class GamesSurvey
{
    public static readonly Definition Definition = new(
        "small",
        new Instrument(
            "small",
            "1",
            new string('a', 64),
            ["pt", "en"],
            Words("Small"),
            [
                new Section("you", Words("You"), null, null, [Single("plays", null, "yes", "no")]),
                new Section(
                    "games",
                    Words("Games"),
                    Words("About games"),
                    new Condition("plays", ["yes"], []),
                    [
                        new Item(
                            "kinds",
                            ItemKind.Multi,
                            Words("Which kinds?"),
                            Words("More than one"),
                            [
                                new Option("chance", Words("Chance"), false),
                                new Option("sport", Words("Sport"), false),
                                new Option("none", Words("None"), true),
                            ],
                            null,
                            true
                        ),
                        Single("spends", new Condition("kinds", [], ["none"]), "never", "often"),
                    ]
                ),
            ],
            []
        ),
        new Reporting([], [], [], [], ImmutableDictionary<string, Texts>.Empty),
        new Population(Words("All"), new DateOnly(2025, 1, 1), "made up", 0, []),
        new Help([])
    )
    {
        Calendar = Ask.Shipped.Definition.Calendar,
        Pages = new PageTexts { Operator = new Operator(Words("A test"), "test@example.org") },
    };

    /// <summary>The same, with nobody responsible for it.</summary>
    public static Definition Nobodys => Definition with { Pages = new PageTexts() };

    private static Item Single(string id, Condition? askIf, params string[] options) =>
        new(
            id,
            ItemKind.Single,
            Words($"{id}?"),
            null,
            [.. options.Select(option => new Option(option, Words(option), false))],
            askIf,
            false
        );

    private static Texts Words(string words) =>
        new(ImmutableDictionary<string, string>.Empty.Add("pt", words).Add("en", $"{words}, é"));
}
