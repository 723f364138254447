using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Few of the isles said yes; rows of other groups tell how many.</summary>
public sealed class SmallCountsTests
{
    private readonly SuppressionTable _table = TableOf(("hotline", "isles", 600, 5));
    private readonly SmallCounts _counts;

    public SmallCountsTests() => _counts = Of(_table, "hotline");

    [Fact]
    public void A_small_count_is_held_by_every_other_part_of_a_total()
    {
        var narrow = _counts.Narrow();
        // Of yes, of no and of both.
        Assert.Equal(3, narrow.Count);
        foreach (var group in (string[])["north", "south", "east"])
            Assert.All(narrow, set => Assert.Contains(Hotline(group), set.Rows));
        Assert.All(narrow, set => Assert.Empty(set.Unless));
    }

    [Fact]
    public void Just_the_rows_named_last_are_held_back()
    {
        foreach (var group in (string[])["north", "south"])
        {
            _counts.HideJust([Hotline(group)]);
            Assert.Empty(_counts.Narrow());
            Assert.Equal([Hotline(group)], _counts.Hidden);
            Assert.Equal(
                [Hotline(group)],
                _table.Places().Where(row => _table.HiddenAs(row) == Status.Linked)
            );
        }
        _counts.HideJust([]);
        Assert.Empty(_counts.Hidden);
        Assert.Equal(3, _counts.Narrow().Count);
    }

    [Fact]
    public void A_row_is_given_back_if_another_does()
    {
        _counts.HideJust([Hotline("north"), Hotline("south")]);
        Assert.Empty(_counts.Narrow());
        _counts.ShowIfOpen(Hotline("north"));
        Assert.Equal([Hotline("south")], _counts.Hidden);
        _counts.ShowIfOpen(Hotline("south"));
        Assert.Equal([Hotline("south")], _counts.Hidden);
        Assert.Empty(_counts.Narrow());
    }

    [Fact]
    public void A_row_is_not_given_back_for_one_count_while_another_would_be_held()
    {
        var table = TableOf(("hotline", "isles", 600, 5), ("hotline", "girl:10-12", 400, 5));
        var counts = Of(table, "hotline");
        Place[] rows =
        [
            .. ((string[])["north", "girl:13-15", "boy:10-12", "boy:13-15"]).Select(Hotline),
        ];
        counts.HideJust([.. rows]);
        Assert.Empty(counts.Narrow());
        foreach (var row in rows)
            counts.ShowIfOpen(row);
        Assert.Equal(rows.ToHashSet(), counts.Hidden);
    }

    /// <summary>Of the isles: yes, no and both; yes alone is known where nobody of all said so.</summary>
    [Theory]
    [InlineData("girl", 3)]
    [InlineData("all", 2)]
    public void That_nobody_said_yes_is_no_secret_within_a_group_where_nobody_did(
        string nobody,
        int secrets
    )
    {
        var table = TableOf(("hotline", "isles", 20, 0), ("hotline", nobody, 1200, 0));
        Assert.Equal(secrets, Of(table, "hotline").Secrets().Count());
    }

    /// <summary>Both small, the base is a secret whatever is shown of others; with one alone, once the other is held back.</summary>
    [Fact]
    public void What_would_make_a_count_no_secret_is_told_of_rows_held_back_alone()
    {
        var both = Of(
            TableOf(("access_weekly", "isles", 20, 8), ("access_often", "isles", 20, 5)),
            "access_weekly"
        );
        Assert.NotEmpty(both.Narrow());
        Assert.All(both.Narrow(), set => Assert.Empty(set.Unless));

        var table = TableOf(("access_often", "isles", 600, 5));
        var weekly = PlaceOf(table, "access_weekly", "isles");
        var one = Of(table, "access_often");
        Assert.DoesNotContain(one.Narrow(), set => set.Unless.Length > 0);
        one.HideJust([weekly]);
        Assert.Equal(weekly, Assert.Single(one.Narrow().SelectMany(set => set.Unless)));
    }

    private Place Hotline(string group) => PlaceOf(_table, "hotline", group);

    private static SuppressionTable TableOf(params (string, string, long, long)[] changes)
    {
        var table = new SuppressionTable(SmallSurvey.Definition, CalmWave.Figures(changes));
        PrimaryRule.Apply(table);
        return table;
    }

    private static SmallCounts Of(SuppressionTable table, string indicator) =>
        new(
            table,
            Family
                .Of(table.Definition)
                .Single(family =>
                    family.Indicators.Contains(PlaceOf(table, indicator, "all").Indicator)
                )
        );

    private static Place PlaceOf(SuppressionTable table, string indicator, string group) =>
        CalmWave.PlaceOf(table, indicator, group);
}
