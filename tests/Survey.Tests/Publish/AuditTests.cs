using Survey.Estimate;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class AuditTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_suppressed_count_can_be_worked_out(int block)
    {
        for (var seed = 10 * block; seed < 10 * block + 10; seed++)
        {
            var figures = SmallSurvey.Figures(SmallSurvey.Draw(seed));
            var rows = Disclosure.Apply(SmallSurvey.Definition, figures).Rows;
            Assert.True(
                Leaks(figures, rows) is [],
                $"seed {seed}: {string.Join("; ", Leaks(figures, rows))}"
            );
        }
    }

    [Fact]
    public void Without_rule_2_it_could()
    {
        var leaks = Enumerable
            .Range(0, 20)
            .Count(seed =>
            {
                var figures = SmallSurvey.Figures(SmallSurvey.Draw(seed));
                var board = new Board(SmallSurvey.Definition, figures);
                PrimaryRule.Apply(board);
                return Leaks(figures, Disclosure.Rows(board)).Count > 0;
            });
        Assert.True(leaks >= 10, $"only {leaks} of 20 waves leak");
    }

    private static List<string> Leaks(Figures figures, IReadOnlyList<Row> rows)
    {
        var indicators = SmallSurvey.Definition.Reporting.Indicators;
        var families = SmallSurvey
            .Readings.Select((reading, at) => (reading.Family, reading.Says, indicators[at].Id))
            .GroupBy(one => one.Family)
            .Select(family =>
                (
                    family.Select(one => one.Id).ToArray(),
                    SmallSurvey
                        .Everyone()
                        .Select(person => family.Select(one => one.Says(person)).ToArray())
                        .DistinctBy(kind => string.Join(',', kind))
                        .Where(kind => kind.Any(says => says is not null))
                        .ToArray()
                )
            );
        return new Attacker(figures, rows, [.. families]).Leaks();
    }
}
