using Survey.Ask;

namespace Survey.Tests.Publish;

/// <summary>What <see cref="SmallSurvey"/> asks and reports.</summary>
internal static class SmallDefinition
{
    private const long Total = 400_000;

    public static Definition Define(string[] sexes, string[] ages, string[] regions) =>
        Surveys.Of(
            Total,
            [
                Single("sex", sexes),
                Single("age", ages),
                Single("region", regions),
                Single("access", "often", "weekly", "never"),
                Surveys.Item("games", ItemKind.Multi, ["conflict", "chance", "other"]),
                Single("contact", "no", "yes") with
                {
                    Sensitive = true,
                },
                Single("met", "no", "yes") with
                {
                    AskIf = new Condition("contact", ["yes"], []),
                    Sensitive = true,
                },
                Single("photo", "no", "yes") with
                {
                    AskIf = new Condition("contact", ["yes"], []),
                },
                WithNobodyExclusive(
                    Surveys.Item("tell", ItemKind.Multi, ["friend", "nobody", "other"])
                ),
                Single("hotline", "yes", "no"),
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
            ],
            [
                Margin("sex", "girl", "boy"),
                Margin("age", ages),
                Margin("region", regions) with
                {
                    Published = false,
                },
            ],
            [
                Surveys.Indicator("access_weekly", "access", ["often", "weekly"]),
                Surveys.Indicator("access_often", "access", ["often"]),
                Surveys.Indicator("plays_conflict", "games", ["conflict"]),
                Surveys.Indicator("plays_chance", "games", ["chance"]),
                Surveys.Indicator("chance_only", "leaning", ["chance_only"]),
                Surveys.Indicator("both", "leaning", ["both"]),
                Surveys.Indicator("contact", "contact", ["yes"]),
                Surveys.Indicator("met", "met_anyone", ["yes"]),
                Surveys.Indicator("photo", "photo_anyone", ["yes"]),
                Surveys.Indicator("tell_friend", "tell", ["friend"]),
                Surveys.Indicator("tell_nobody", "tell", ["nobody"]),
                Surveys.Indicator("hotline", "hotline", ["yes"]),
            ],
            [
                ("all", []),
                ("sex", ["sex"]),
                ("age", ["age"]),
                ("region", ["region"]),
                ("sex_age", ["sex", "age"]),
            ]
        );

    private static Item Single(string id, params string[] options) =>
        Surveys.Item(id, ItemKind.Single, [.. options]);

    private static Item WithNobodyExclusive(Item item) =>
        item with
        {
            Options =
            [
                .. item.Options.Select(option => option with { Exclusive = option.Id == "nobody" }),
            ],
        };

    private static Margin Margin(string item, params string[] options) =>
        Surveys.Margin(
            item,
            [
                .. options.Select(option => new MarginCategory(
                    option,
                    [option],
                    Total / options.Length
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
}
