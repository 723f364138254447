using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>The survey that fixtures/analyses/make.R makes responses to.</summary>
internal static class MadeUpWave
{
    private static readonly ImmutableArray<Indicator> Indicators =
    [
        Surveys.Indicator("plays_weekly", "plays", ["daily", "weekly"]),
        Surveys.Indicator("plays_chance", "kinds", ["chance"]) with
        {
            Good = Good.Down,
        },
        Surveys.Indicator("has_met", "met", ["yes"]) with
        {
            Good = Good.Down,
        },
        Surveys.Indicator("knows_crime", "crime", ["yes"]) with
        {
            Good = Good.Up,
        },
        Surveys.Indicator("long_hours", "hours", ["3_to_5", "over_5"]) with
        {
            Good = Good.Down,
        },
    ];

    /// <param name="people">The population of each option of a margin item.</param>
    public static Definition Of(Func<string, ImmutableArray<long>> people)
    {
        ImmutableArray<Item> items =
        [
            Surveys.Item("sex", ItemKind.Single, ["girl", "boy"]),
            Surveys.Item("age", ItemKind.Single, ["10-12", "13-14", "15-16", "17-19"]),
            Surveys.Item(
                "region",
                ItemKind.Single,
                ["norte", "centro", "lisboa", "alentejo", "algarve", "acores", "madeira"]
            ),
            Surveys.Item("hours", ItemKind.Single, ["under_1", "1_to_3", "3_to_5", "over_5"]),
            Surveys.Item("plays", ItemKind.Single, ["daily", "weekly", "never"]),
            Surveys.Item(
                "kinds",
                ItemKind.Multi,
                ["chance", "sport", "other"],
                new Condition("plays", [], ["never"])
            ),
            Surveys.Item("met", ItemKind.Single, ["yes", "no"]),
            Surveys.Item("crime", ItemKind.Single, ["yes", "no"]),
        ];
        return Surveys.Of(
            people("sex").Sum(),
            items,
            [],
            [
                .. items
                    .Take(3)
                    .Select(item =>
                        Surveys.Margin(
                            item.Id,
                            [
                                .. item.Options.Zip(
                                    people(item.Id),
                                    (option, count) =>
                                        new MarginCategory(option.Id, [option.Id], count)
                                ),
                            ]
                        )
                    ),
            ],
            Indicators,
            [
                ("all", []),
                ("sex", ["sex"]),
                ("age", ["age"]),
                ("region", ["region"]),
                ("sex_age", ["sex", "age"]),
            ]
        );
    }

    /// <summary>An indicator of that id, or else an item.</summary>
    public static Side Side(string id) => new(id, Indicators.Any(one => one.Id == id));
}
