using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Ways to answer, against every answer sheet that there can be, each counted.</summary>
public sealed class PatternsTests
{
    private static readonly Item Kinds = Alone(
        Surveys.Item("kinds", ItemKind.Multi, ["chance", "sport", "other", "none"]),
        "none"
    );

    private static readonly Item Most = Surveys.Item(
        "most",
        ItemKind.Single,
        ["chance", "sport", "other"]
    ) with
    {
        OptionsFrom = "kinds",
    };

    private static readonly Item Bets = Surveys.Item(
        "bets",
        ItemKind.Single,
        ["yes", "no", "unsure"],
        new Condition("kinds", ["chance"], ["sport"])
    );

    [Fact]
    public void Options_offered_by_what_was_marked_before() =>
        AssertAll(
            [Kinds, Most],
            [
                new DerivedByCases(
                    "chance_first",
                    ["yes", "no"],
                    [
                        new("yes", [new("most", ["chance"], [])]),
                        new("no", [new("kinds", ["other"], ["chance"])]),
                    ]
                ),
            ],
            ("chance_first", "chance_first", ["yes"]),
            ("chance", "kinds", ["chance"]),
            ("mostly_else", "most", ["sport", "other"])
        );

    [Fact]
    public void Options_offered_by_an_item_that_nothing_reports() =>
        AssertAll([Kinds, Most], [], ("mostly_chance", "most", ["chance"]));

    [Fact]
    public void Items_asked_by_what_was_marked_before() =>
        AssertAll(
            [Kinds with { Sensitive = true }, Bets with { Sensitive = true }],
            [],
            ("bets", "bets", ["yes"]),
            ("sport", "kinds", ["sport"]),
            ("alone", "kinds", ["none"])
        );

    [Fact]
    public void A_variable_made_by_cases() =>
        AssertAll(
            [Kinds, Bets],
            [
                new DerivedByCases(
                    "leaning",
                    ["chance_only", "both", "rest"],
                    [
                        new("chance_only", [new("kinds", ["chance"], ["sport"])]),
                        new("both", [new("kinds", ["chance"], []), new("kinds", ["sport"], [])]),
                        new("rest", [new("bets", ["no"], [])]),
                    ]
                ),
            ],
            ("chance_only", "leaning", ["chance_only"]),
            ("some", "leaning", ["both", "rest"]),
            ("bets", "bets", ["yes", "unsure"])
        );

    [Fact]
    public void A_variable_made_by_counting() =>
        AssertAll(
            [
                Surveys.Item("first", ItemKind.Single, ["many", "some", "never"]),
                Surveys.Item("second", ItemKind.Single, ["many", "some", "never"]),
                Surveys.Item("third", ItemKind.Single, ["many", "some", "never"]),
            ],
            [
                new DerivedByCount(
                    "signs",
                    ["yes", "no"],
                    ["first", "second", "third"],
                    ["many", "some"],
                    2
                ),
            ],
            ("signs", "signs", ["yes"]),
            ("first_many", "first", ["many"])
        );

    [Fact]
    public void Indicators_that_hang_together_in_too_many_ways_are_refused()
    {
        string[] options = [.. Enumerable.Range(0, 20).Select(option => $"o{option}")];
        var definition = Define(
            [Surveys.Item("wide", ItemKind.Multi, [.. options])],
            [],
            [.. options.Select(option => (option, "wide", (string[])[option]))]
        );
        Assert.Contains(
            "wide hang together",
            Assert.Throws<InvalidOperationException>(() => Family.Of(definition)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_shares_no_item_is_in_another_family()
    {
        var definition = Define(
            [Kinds, Surveys.Item("likes", ItemKind.Single, ["yes", "no"])],
            [],
            ("chance", "kinds", ["chance"]),
            ("likes", "likes", ["yes"]),
            ("sport", "kinds", ["sport"])
        );
        var families = Family.Of(definition);
        Assert.Equal(
            [
                [0, 2],
                [1],
            ],
            families.Select(family => family.Indicators.ToArray())
        );
        Assert.Equal([2], families[0].SharingBase(0));
        Assert.Empty(families[1].SharingBase(1));
    }

    /// <summary>One family, whose patterns are those of all sheets.</summary>
    private static void AssertAll(
        Item[] items,
        Derived[] derived,
        params (string Id, string Variable, string[] Yes)[] indicators
    )
    {
        var definition = Define(items, derived, indicators);
        var family = Assert.Single(Family.Of(definition));
        Assert.Equal(Enumerable.Range(0, indicators.Length), family.Indicators);
        Assert.Equal(
            Sheets(definition.Instrument)
                .Select(sheet => string.Join(' ', Says(definition, sheet)))
                .Where(says => says.Split(' ').Any(one => one != "Nothing"))
                .Distinct()
                .Order(),
            family.Patterns.Select(pattern => string.Join(' ', pattern)).Order()
        );
    }

    private static IEnumerable<IndicatorAnswer> Says(Definition definition, Answers sheet)
    {
        var layout = new CountLayout(definition);
        var columns = new Coder(definition, layout).Read(sheet.Encode(), out _).ToArray();
        foreach (var indicator in definition.Reporting.Indicators)
        {
            var variable = layout[indicator.Variable];
            yield return columns.Contains(variable.NotAsked) || columns.Contains(variable.NoAnswer)
                ? IndicatorAnswer.Nothing
            : indicator.Yes.Any(option => columns.Contains(variable.Of(option)))
                ? IndicatorAnswer.Yes
            : IndicatorAnswer.No;
        }
    }

    /// <summary>Every set of answers that routing allows.</summary>
    private static IEnumerable<Answers> Sheets(Instrument instrument)
    {
        List<ulong[]> all =
        [
            [],
        ];
        foreach (var item in instrument.Items)
            all =
            [
                .. from before in all
                from marks in MarksOf(item)
                select (ulong[])[.. before, marks],
            ];
        foreach (var marks in all)
        {
            var sheet = new Answers(instrument);
            for (var place = 0; place < marks.Length; place++)
                sheet[place] = marks[place];
            sheet.DropUnasked();
            if (marks.Index().All(one => sheet[one.Index] == one.Item))
                yield return sheet;
        }
    }

    private static IEnumerable<ulong> MarksOf(Item item)
    {
        var alone = item.Mask(item.Options.Where(one => one.Exclusive).Select(one => one.Id));
        return Enumerable
            .Range(0, 1 << item.Options.Length)
            .Select(marks => (ulong)marks)
            .Where(marks =>
                ulong.PopCount(marks) < 2 || (item.Kind == ItemKind.Multi && (marks & alone) == 0)
            );
    }

    private static Definition Define(
        Item[] items,
        Derived[] derived,
        params (string Id, string Variable, string[] Yes)[] indicators
    ) =>
        Surveys.Of(
            100,
            [Surveys.Item("sex", ItemKind.Single, ["girl"]), .. items],
            [.. derived],
            [Surveys.Margin("sex", [new("girl", ["girl"], 100)])],
            [.. indicators.Select(one => Surveys.Indicator(one.Id, one.Variable, [.. one.Yes]))],
            [("all", [])]
        );

    private static Item Alone(Item item, string alone) =>
        item with
        {
            Options =
            [
                .. item.Options.Select(option => option with { Exclusive = option.Id == alone }),
            ],
        };
}
