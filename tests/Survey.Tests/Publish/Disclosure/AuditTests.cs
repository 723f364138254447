using Survey.Estimate;
using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class AuditTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_small_count_can_be_worked_out(int block)
    {
        // 200 waves of 30 to 100,000.
        for (var seed = block; seed < 200; seed += 5)
        {
            var people = (int)Math.Ceiling(30 * Math.Pow(100_000 / 30.0, seed / 199.0));
            var figures = SmallSurvey.Figures(SmallSurvey.Draw(seed, people));
            var rows = Disclosure.Apply(SmallSurvey.Definition, figures).Rows;
            Assert.True(
                Leaks(figures, rows) is [],
                $"seed {seed}: {string.Join("; ", Leaks(figures, rows))}"
            );
        }
    }

    [Fact]
    public void Without_rule_3_it_could()
    {
        var leaks = Enumerable
            .Range(0, 20)
            .Count(seed =>
            {
                var figures = SmallSurvey.Figures(SmallSurvey.Draw(seed));
                var table = new SuppressionTable(SmallSurvey.Definition, figures);
                PrimaryRule.Apply(table);
                return Leaks(figures, Disclosure.Rows(table, peopleStep: 100)).Count > 0;
            });
        Assert.True(leaks >= 10, $"only {leaks} of 20 waves leak");
    }

    /// <summary>The demo's people: seed, wave and number as there, and a wave too small for most groups.</summary>
    [Theory]
    [InlineData(0, 2800)]
    [InlineData(3, 3250)]
    [InlineData(4, 300)]
    public async Task Nor_in_the_demo(int wave, int count)
    {
        var definition = Shipped.Definition;
        var figures = await DemoWave.FiguresAsync(wave, count);
        var families = Family
            .Of(definition)
            .Select(family =>
                (
                    family
                        .Indicators.Select(one => definition.Reporting.Indicators[one].Id)
                        .ToArray(),
                    family
                        .Patterns.Select(kind =>
                            kind.Select(says =>
                                    says == IndicatorAnswer.Nothing
                                        ? (bool?)null
                                        : says == IndicatorAnswer.Yes
                                )
                                .ToArray()
                        )
                        .ToArray()
                )
            );
        var rows = Disclosure.Apply(definition, figures).Rows;
        Assert.Empty(new Attacker(definition, figures, rows, [.. families]).Leaks());
    }

    private static List<string> Leaks(Figures figures, IReadOnlyList<Row> rows)
    {
        var indicators = SmallSurvey.Definition.Reporting.Indicators;
        var families = SmallSurvey
            .Readings.Select(
                (reading, at) => (reading.Family, reading.IndicatorAnswer, indicators[at].Id)
            )
            .GroupBy(one => one.Family)
            .Select(family =>
                (
                    family.Select(one => one.Id).ToArray(),
                    SmallSurvey
                        .Everyone()
                        .Select(person =>
                            family.Select(one => one.IndicatorAnswer(person)).ToArray()
                        )
                        .DistinctBy(kind => string.Join(',', kind))
                        .Where(kind => kind.Any(says => says is not null))
                        .ToArray()
                )
            );
        return new Attacker(SmallSurvey.Definition, figures, rows, [.. families]).Leaks();
    }
}
