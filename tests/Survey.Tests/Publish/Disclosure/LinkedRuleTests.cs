using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class LinkedRuleTests
{
    /// <summary>Games of conflict, of chance, both.</summary>
    [Fact]
    public async Task The_headline_question_has_its_regions_in_a_large_wave()
    {
        var (_, disclosed) = await DemoWave.DisclosedAsync(10_000);
        var rows = Headline(disclosed.Rows, "region");
        Assert.Equal(42, rows.Count);
        Assert.True(rows.Count(row => row.Numbers is not null) >= 36);
    }

    [Fact]
    public async Task And_in_a_middling_one_all_that_no_count_under_ten_stands_in_the_way_of()
    {
        var (_, disclosed) = await DemoWave.OfAThousand;
        foreach (var by in (string[])["all", "sex", "age", "area"])
        foreach (var group in Headline(disclosed.Rows, by).GroupBy(row => row.Group))
            if (!group.Any(row => row.Status == Status.Small))
                Assert.All(group, row => Assert.NotNull(row.Numbers));
        Assert.All(Headline(disclosed.Rows, "all"), row => Assert.NotNull(row.Numbers));
        Assert.Equal(
            3,
            Headline(disclosed.Rows, "area")
                .GroupBy(row => row.Group)
                .Count(group => group.All(row => row.Numbers is not null))
        );
    }

    /// <summary>Rows hidden for others' sake, and not by rules 1 and 2; the integer program's are those of least worth.</summary>
    [Fact]
    public void Not_many_more_rows_are_hidden_than_an_integer_program_hides()
    {
        var (ours, least) = (0, 0);
        foreach (var seed in Enumerable.Range(0, 3))
        {
            var figures = SmallSurvey.Figures(SmallSurvey.Draw(seed, 300 + 100 * seed));
            var table = new SuppressionTable(SmallSurvey.Definition, figures);
            PrimaryRule.Apply(table);
            ReliabilityRule.Apply(table);
            foreach (var family in Family.Of(SmallSurvey.Definition))
            {
                least += new ExactHiding(table, family).Least()!.Count;
                var before = Hidden(table);
                LinkedRule.Apply(table, family);
                ours += Hidden(table) - before;
            }
        }
        Assert.True(least > 50, $"{least} rows are no comparison");
        Assert.True(
            ours <= 1.1 * least,
            $"{ours} rows are hidden for others' sake, {least} would do"
        );
    }

    private static int Hidden(SuppressionTable table) =>
        table.Places().Count(row => table.HiddenAs(row) is not null);

    private static List<Row> Headline(IEnumerable<Row> rows, string by)
    {
        var headline = Shipped
            .Definition.Reporting.Indicators.Where(one =>
                one.Variable is "game_kinds" or "game_leaning"
            )
            .Select(one => one.Id)
            .ToHashSet();
        return [.. rows.Where(row => row.GroupBy == by && headline.Contains(row.Indicator))];
    }
}
