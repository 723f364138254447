using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class LinkedRuleTests
{
    /// <summary>The question of the police: games of conflict, of chance, both.</summary>
    [Fact]
    public async Task The_headline_question_has_its_regions_in_a_large_wave()
    {
        var rows = Headline(await RowsAsync(10_000), "region");
        Assert.Equal(35, rows.Count);
        Assert.True(rows.Count(row => row.Numbers is not null) >= 30);
    }

    [Fact]
    public async Task And_everybody_sexes_and_ages_in_a_middling_one()
    {
        var rows = await RowsAsync(1000);
        foreach (var by in (string[])["all", "sex", "age"])
            Assert.All(Headline(rows, by), row => Assert.NotNull(row.Numbers));
    }

    /// <summary>Rows hidden for others' sake, and not by rules 1 and 2; the integer program's are those of least worth.</summary>
    [Fact]
    public async Task Not_many_more_rows_are_hidden_than_an_integer_program_hides()
    {
        var (ours, least) = (0, 0);
        foreach (var responses in (int[])[300, 3000])
        {
            var figures = await DemoWave.FiguresAsync(wave: 0, responses);
            var table = new SuppressionTable(Shipped.Definition, figures);
            PrimaryRule.Apply(table);
            ReliabilityRule.Apply(table);
            var before = Hidden(table);
            foreach (var family in Family.Of(Shipped.Definition))
                least += new ExactHiding(table, family).Least().Count;
            foreach (var family in Family.Of(Shipped.Definition))
                LinkedRule.Apply(table, family);
            ours += Hidden(table) - before;
        }
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

    private static async Task<IReadOnlyList<Row>> RowsAsync(int responses) =>
        Disclosure.Apply(Shipped.Definition, await DemoWave.FiguresAsync(wave: 0, responses)).Rows;
}
