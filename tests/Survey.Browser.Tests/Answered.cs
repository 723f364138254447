namespace Survey.Browser.Tests;

/// <summary>Answers to the whole survey that pass through every section.</summary>
internal static class Answered
{
    /// <summary>Item to options, in the order of asking, by section.</summary>
    public static readonly (string Section, (string Item, string[] Options)[] Items)[] Whole =
    [
        ("s-you", [("sex", ["girl"]), ("age", ["13-14"]), ("region", ["centro"])]),
        (
            "s-online",
            [
                ("access_frequency", ["daily"]),
                ("devices", ["smartphone", "tv"]),
                ("hours_weekday", ["1_2"]),
                ("hours_weekend", ["3_4"]),
                ("main_activity", ["games"]),
                ("activities", ["games", "videos", "creating"]),
            ]
        ),
        (
            "s-games",
            [
                ("plays_games", ["weekly"]),
                ("game_kinds", ["conflict", "chance"]),
                ("game_main_kind", ["conflict"]),
                ("game_with", ["alone", "online_only"]),
                ("game_spend", ["monthly"]),
                ("game_random_rewards", ["once_or_twice"]),
                ("game_insulted", ["rarely"]),
            ]
        ),
        (
            "s-connected",
            [
                ("bet_money", ["never"]),
                ("missed_food_sleep", ["rarely"]),
                ("bothered_offline", ["fairly_often"]),
                ("surfed_bored", ["very_often"]),
                ("less_time_others", ["never"]),
                ("tried_less", ["rarely"]),
            ]
        ),
        (
            "s-people",
            [
                ("contact_unknown", ["once_or_twice"]),
                ("met_unknown", ["no"]),
                ("photo_unknown", ["never"]),
                ("images_asked", ["never"]),
                ("images_sent", ["never"]),
                ("images_spread", ["never"]),
                ("upset_online", ["more_often"]),
            ]
        ),
        (
            "s-help",
            [
                ("picture_forever", ["true"]),
                ("sharing_crime", ["not_sure"]),
                ("knows_hotline", ["no"]),
                ("seen_booklet", ["no"]),
                ("parents_know", ["a_little"]),
                ("talk_to", ["friend", "sibling"]),
                ("learned_from", ["nobody"]),
            ]
        ),
    ];

    /// <summary>As <see cref="Site.StoredAsync"/> tells them.</summary>
    public static readonly string Stored = string.Join(
        ' ',
        Whole
            .SelectMany(section => section.Items)
            .Select(answer => $"{answer.Item}={string.Join(',', answer.Options)}")
    );
}
