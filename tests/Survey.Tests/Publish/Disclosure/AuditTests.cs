using Survey.Estimate;
using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class AuditTests
{
    private static readonly (string[] Indicators, bool?[][] Patterns)[] Families =
    [
        .. SmallSurvey
            .Readings.Index()
            .GroupBy(one => one.Item.Family)
            .Select(family =>
                (
                    family
                        .Select(one => SmallSurvey.Definition.Reporting.Indicators[one.Index].Id)
                        .ToArray(),
                    SmallSurvey
                        .Everyone()
                        .Select(person =>
                            family.Select(one => one.Item.IndicatorAnswer(person)).ToArray()
                        )
                        .DistinctBy(kind => string.Join(',', kind))
                        .Where(kind => kind.Any(says => says is not null))
                        .ToArray()
                )
            ),
    ];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 40)];

    /// <summary>By an attacker who knows more than the files, and by the audit of the files: 200 waves of 30 to
    /// 100,000.</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public void No_small_count_can_be_worked_out(int part)
    {
        for (var seed = part; seed < 200; seed += 40)
        {
            var people = (int)Math.Ceiling(30 * Math.Pow(100_000 / 30.0, seed / 199.0));
            var figures = SmallSurvey.Figures(SmallSurvey.Draw(seed, people));
            var disclosed = Disclosure.Apply(SmallSurvey.Definition, figures);
            var leaks = Leaks(figures, disclosed.Rows);
            Assert.True(leaks is [], $"seed {seed}: {string.Join("; ", leaks)}");
            var release = AuditedRelease.Of(SmallSurvey.Definition, disclosed);
            Assert.All(
                Audit.Of(SmallSurvey.Definition, [release]),
                row => Assert.True(row.IsOpen, $"seed {seed}: {row}")
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
                var (figures, disclosed) = SmallSurvey.WithoutRule3(seed);
                return Leaks(figures, disclosed.Rows).Count > 0;
            });
        Assert.True(leaks >= 10, $"only {leaks} of 20 waves leak");
    }

    [Fact]
    public async Task Nor_can_one_in_the_demo()
    {
        var definition = Shipped.Definition;
        var (figures, disclosed) = await DemoWave.OfAThousand;
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
        Assert.Empty(new Attacker(definition, figures, disclosed.Rows, [.. families]).Leaks());
    }

    /// <summary>Where rows are held and where they are open.</summary>
    [Fact]
    public void The_audit_finds_the_widths_that_another_solver_finds()
    {
        var definition = SmallSurvey.Definition;
        var (held, open) = (0, 0);
        foreach (var seed in Enumerable.Range(0, 12))
        {
            var release = AuditedRelease.Of(definition, SmallSurvey.WithoutRule3(seed).Disclosed);
            var groups = Audit.GroupsOf(definition);
            var rows = PublishedRows.Of(definition, groups, [release]);
            foreach (var family in Family.Of(definition))
            {
                var forms = new CountForms(groups, family);
                var audit = new FamilyAudit(forms, rows, release.Responses);
                using var glop = new Glop(2 * forms.Unknowns);
                foreach (var known in audit.Said())
                    glop.Add(known.Form, known.Low, known.High);
                foreach (var (row, widths) in audit.Rows())
                foreach (var (says, width) in CountForms.YesNoBase.Zip(widths))
                {
                    if (width is not { } found)
                        continue;
                    var widest = glop.End(FamilyAudit.Both(forms.Of(row, says), -1), true);
                    if (found < 10 - 1e-6)
                        Assert.Equal(widest, found, 1e-5);
                    else
                        Assert.True(widest >= found - 1e-5);
                    (held, open) = found < 10 - 1e-6 ? (held + 1, open) : (held, open + 1);
                }
            }
        }
        Assert.True(held > 20 && open > 20, $"{held} counts are held and {open} open");
    }

    private static List<string> Leaks(Figures figures, IReadOnlyList<Row> rows) =>
        new Attacker(SmallSurvey.Definition, figures, rows, Families).Leaks();
}
