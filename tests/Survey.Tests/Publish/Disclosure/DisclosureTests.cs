using Survey.Estimate;
using Survey.Publish;
using Xunit;
using static Survey.Tests.Publish.CalmWave;

namespace Survey.Tests.Publish;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData("hotline", 29, 12, true)]
    [InlineData("hotline", 30, 12, false)]
    [InlineData("hotline", 600, 9, true)]
    [InlineData("hotline", 600, 10, false)]
    [InlineData("hotline", 600, 0, false)]
    [InlineData("hotline", 600, 591, true)]
    [InlineData("hotline", 600, 590, false)]
    [InlineData("hotline", 600, 600, false)]
    [InlineData("contact", 600, 600, true)]
    [InlineData("contact", 600, 0, false)]
    [InlineData("met", 600, 600, true)]
    public void Rule_1(string indicator, long @base, long yes, bool isSuppressed)
    {
        var table = new SuppressionTable(
            SmallSurvey.Definition,
            Figures((indicator, "north", @base, yes))
        );
        PrimaryRule.Apply(table);
        var row = Disclosure
            .Rows(table, peopleStep: 100)
            .Single(row => row.Indicator == indicator && row.Group == "north");
        Assert.Equal(isSuppressed, row.Status == Status.Small);
        Assert.Equal(isSuppressed, row.Numbers is null);
    }

    [Fact]
    public void One_suppressed_group_takes_the_smallest_other_with_it() =>
        Assert.Equal(
            ["south", "isles"],
            Suppressed("hotline", ("hotline", "isles", 600, 5), ("hotline", "south", 500, 250))
        );

    [Fact]
    public void Suppressed_groups_too_small_together_take_more_with_them() =>
        Assert.Equal(
            ["south", "east", "isles"],
            Suppressed(
                "hotline",
                ("hotline", "isles", 600, 3),
                ("hotline", "east", 600, 4),
                ("hotline", "south", 500, 250)
            )
        );

    [Fact]
    public void A_suppressed_total_is_not_the_sum_of_what_is_shown()
    {
        var shown = Suppressed("hotline", ("hotline", "girl", 1200, 1195));
        Assert.Contains("girl", shown);
        Assert.Contains("boy", shown);
        Assert.Contains(shown, group => group.StartsWith("girl:", StringComparison.Ordinal));
        Assert.DoesNotContain("all", shown);
    }

    [Fact]
    public void That_nobody_says_yes_anywhere_is_no_secret_of_a_small_group()
    {
        (string, string, long, long)[] none =
        [
            .. Figures()
                .Proportions.Where(row => row.Indicator == "hotline")
                .Select(row => ("hotline", row.Group, row.Base, 0L)),
            ("hotline", "isles", 20, 0),
        ];
        Assert.Equal(["north", "isles"], Suppressed("hotline", none));
    }

    [Fact]
    public void A_base_that_another_indicator_shows_is_no_secret()
    {
        (string, string, long, long) few = ("access_often", "isles", 600, 5);
        Assert.Equal(["north", "isles"], Suppressed("access_often", few));
        Assert.Empty(Suppressed("access_weekly", few));
    }

    [Fact]
    public void An_option_is_not_the_sum_of_what_is_derived_from_it()
    {
        // plays_chance = chance_only + both: with one of the three suppressed, a second goes.
        var both = 0;
        var people = Calm(isles: 1000)
            .Select(person =>
                person.Games % 4 == 3 && ++both > 5 ? person with { Games = 2 } : person
            );
        var rows = Disclosure
            .Apply(SmallSurvey.Definition, SmallSurvey.Figures([.. people]))
            .Rows.Where(row => row.Group == "all" && row.Status is Status.Small or Status.Linked)
            .Select(row => row.Indicator)
            .ToList();
        Assert.Contains("both", rows);
        Assert.True(rows.Contains("plays_chance") || rows.Contains("chance_only"));
    }

    [Fact]
    public void That_nobody_answered_is_not_said_of_a_small_group()
    {
        (string, string, long, long)[] isles =
        [
            .. SmallSurvey.Definition.Reporting.Indicators.Select(one =>
                (one.Id, "isles", 12L, 6L)
            ),
            ("hotline", "isles", 0, 0),
        ];
        Assert.True(IsHidden(isles));
        Assert.False(IsHidden(("hotline", "isles", 0, 0)));

        static bool IsHidden(params (string, string, long, long)[] changes)
        {
            var table = new SuppressionTable(SmallSurvey.Definition, Figures(changes));
            PrimaryRule.Apply(table);
            return Disclosure
                .Rows(table, peopleStep: 100)
                .Any(row =>
                    (row.Indicator, row.Group, row.Status) == ("hotline", "isles", Status.Small)
                );
        }
    }

    [Theory]
    [InlineData("hotline", "isles", 1.25)]
    [InlineData("hotline", "girl", 4.5)]
    [InlineData("hotline", "all", 18)]
    [InlineData("contact", "isles", 2.5)]
    public void A_row_is_worth_its_base_its_headline_and_its_parts(
        string indicator,
        string group,
        double worth
    )
    {
        var definition = SmallSurvey.Definition;
        var reporting = definition.Reporting with
        {
            Headlines = [new("contact", IsIndicator: true)],
        };
        var table = new SuppressionTable(definition with { Reporting = reporting }, Figures());
        Assert.Equal(worth, LinkedRule.Worth(table, PlaceOf(table, indicator, group)));
    }

    [Fact]
    public void What_earlier_revisions_show_may_leave_no_way_to_protect_a_count()
    {
        // All and every region but the isles are out: the isles' few are known.
        var table = new SuppressionTable(
            SmallSurvey.Definition,
            Figures(("hotline", "isles", 600, 5))
        );
        foreach (var group in (string[])["all", "girl", "boy", "north", "south", "east"])
            table.ShowEarlier(PlaceOf(table, "hotline", group));
        var error = Assert.Throws<DisclosureException>(() => Apply(table));
        Assert.Equal(
            "Together with what earlier revisions show, small counts could be worked out. They show hotline of all, hotline of north, hotline of south, hotline of east.",
            error.Message
        );
    }

    [Fact]
    public void A_label_is_given_up_before_what_earlier_revisions_show_is_an_error()
    {
        // Of 17 who said yes in the isles and the east, the east's label would say that it has ten or more.
        var table = new SuppressionTable(
            SmallSurvey.Definition,
            Figures(("hotline", "isles", 600, 5), ("hotline", "east", 600, 12))
        );
        foreach (var group in (string[])["all", "girl", "boy", "north", "south"])
            table.ShowEarlier(PlaceOf(table, "hotline", group));
        var east = PlaceOf(table, "hotline", "east");
        table.Suppress(east, Status.Unreliable);
        Assert.True(table.SaysNotSmall(east));
        Apply(table);
        Assert.Equal(Status.Small, table.LabelOf(east));
        Assert.Equal(Status.Unreliable, table.HiddenAs(east));
    }

    [Fact]
    public void What_earlier_revisions_show_is_not_hidden()
    {
        var table = new SuppressionTable(
            SmallSurvey.Definition,
            Figures(("hotline", "isles", 600, 5), ("hotline", "south", 500, 250))
        );
        table.ShowEarlier(PlaceOf(table, "hotline", "south"));
        Apply(table);
        Assert.Equal(
            ["isles", "north"],
            table
                .Places()
                .Where(row => table.HiddenAs(row) is not null)
                .Select(row => table.Groups.All[row.Group].Name)
                .Order()
        );
    }

    [Fact]
    public void A_wave_of_fewer_than_thirty_shows_nothing()
    {
        foreach (var (responses, isSmall) in ((long, bool)[])[(29, true), (30, false)])
        {
            var table = new SuppressionTable(
                SmallSurvey.Definition,
                Figures() with
                {
                    Responses = responses,
                }
            );
            PrimaryRule.Apply(table);
            Assert.All(table.Places(), row => Assert.Equal(isSmall, table.IsSmall(row)));
        }
    }

    private static void Apply(SuppressionTable table)
    {
        PrimaryRule.Apply(table);
        foreach (var family in Family.Of(table.Definition))
            LinkedRule.Apply(table, family);
    }

    [Fact]
    public void Figures_that_are_not_whole_are_refused()
    {
        var figures = Figures();
        Figures[] broken =
        [
            figures with
            {
                Proportions = figures.Proportions[1..],
            },
            figures with
            {
                Proportions = figures.Proportions.Add(figures.Proportions[0]),
            },
            figures with
            {
                Proportions =
                [
                    .. figures.Proportions.Select(row => row with { GroupBy = "school" }),
                ],
            },
        ];
        foreach (var one in broken)
            Assert.Throws<InvalidOperationException>(() =>
                Disclosure.Apply(SmallSurvey.Definition, one)
            );
    }

    [Fact]
    public void An_unreliable_row_is_hidden_alone_and_says_so()
    {
        var figures = Figures();
        figures = figures with
        {
            Proportions =
            [
                .. figures.Proportions.Select(row =>
                    (row.Indicator, row.Group) == ("hotline", "isles")
                        ? row with
                        {
                            EffectiveSize = 20,
                        }
                        : row
                ),
            ],
        };
        var row = Assert.Single(
            Disclosure.Apply(SmallSurvey.Definition, figures).Rows,
            row => row.Numbers is null
        );
        Assert.Equal(
            ("hotline", "isles", Status.Unreliable),
            (row.Indicator, row.Group, row.Status)
        );
    }

    /// <summary>Every kind of person, evenly over the groups but for the isles.</summary>
    private static List<SmallSurvey.Person> Calm(int isles) =>
        [
            .. SmallSurvey
                .Everyone()
                .Select(
                    (person, at) =>
                        person with
                        {
                            Sex = at % 2,
                            Age = at / 2 % 3,
                            Region = at * 7 % 5280 < isles ? 3 : at / 6 % 3,
                        }
                ),
        ];

    private static string[] Suppressed(
        string indicator,
        params (string, string, long, long)[] changes
    )
    {
        return
        [
            .. Disclosure
                .Apply(SmallSurvey.Definition, Figures(changes))
                .Rows.Where(row =>
                    row.Indicator == indicator && row.Status is Status.Small or Status.Linked
                )
                .Select(row => row.Group),
        ];
    }
}
