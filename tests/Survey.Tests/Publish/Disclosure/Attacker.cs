using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;

namespace Survey.Tests.Publish;

/// <summary>Works out what can be worked out from a release. Stronger than a reader: knows each published row's counts
/// exactly, how many respondents are in no shown group, every answer a person can give, and what labels say.</summary>
/// <param name="patterns">Per family its indicators, and each way one person can count for them: true, false, null.</param>
internal sealed class Attacker(
    Definition definition,
    Figures figures,
    IReadOnlyList<Row> rows,
    IReadOnlyList<(string[] Indicators, bool?[][] Patterns)> patterns
)
{
    private readonly Dictionary<(string Indicator, string Group), Row> _published =
        rows.ToDictionary(row => (row.Indicator, NameOf(row.GroupBy, row.Group)));

    private readonly Dictionary<(string Indicator, string Group), Proportion> _truth =
        figures.Proportions.ToDictionary(row => (row.Indicator, NameOf(row.GroupBy, row.Group)));

    /// <summary>With their breakdown's name: an area and a region may be called the same.</summary>
    private readonly string[] _groups =
    [
        .. rows.Select(row => NameOf(row.GroupBy, row.Group)).Distinct(),
    ];

    /// <summary>Counts of small rows held within less than ten, in words.</summary>
    public List<string> Leaks() =>
        [.. patterns.SelectMany(family => Leaks(family.Indicators, family.Patterns))];

    private IEnumerable<string> Leaks(string[] family, bool?[][] ways)
    {
        string[] cells =
        [
            .. _groups.Where(group => !_groups.Any(other => Parts(group).Contains(other))),
        ];
        var unknowns = cells.Length * ways.Length;
        using var program = new Glop(unknowns);
        foreach (var group in _groups)
        foreach (var split in Splits(group, cells))
        foreach (var indicator in family)
        foreach (var says in (bool[])[true, false])
        {
            var first = Splits(group, cells).First();
            if (!IsSuppressed(indicator, group))
                program.Add(Form(indicator, split, [says]), Known(indicator, split, says));
            else if (!ReferenceEquals(split, first))
                program.Add(
                    [
                        .. Form(indicator, split, [says])
                            .Zip(Form(indicator, first, [says]), (a, b) => a - b),
                    ],
                    Known(indicator, split, says) - Known(indicator, first, says)
                );
        }
        foreach (var indicator in family)
        foreach (var group in _groups.Where(group => SaysNotSmall(indicator, group)))
        foreach (
            var (says, least) in (
                ((bool[], int)[])[([true], 10), ([false], 10), ([true, false], 30)]
            )
        )
        {
            var split = Splits(group, cells).First();
            if (says.Sum(one => Known(indicator, split, one)) >= least)
                program.Add(Form(indicator, split, says), least, isAtLeast: true);
        }
        foreach (var breakdown in cells.GroupBy(By))
            program.Add(
                [
                    .. cells.SelectMany(cell =>
                        ways.Select(_ => breakdown.Contains(cell) ? -1.0 : 0)
                    ),
                ],
                -figures.Responses,
                isAtLeast: true
            );
        var hidden = (
            from indicator in family
            from @group in _groups
            where IsSmall(indicator, @group)
            select (indicator, @group)
        ).ToList();
        if (hidden.Count == 0)
            yield break;
        foreach (var (indicator, group) in hidden)
        foreach (
            var says in (bool[][])
                [
                    [true],
                    [false],
                    [true, false],
                ]
        )
        {
            if (
                IsImplied(indicator, group, says)
                || (says.Length == 2 && IsBaseOpen(indicator, group, family, ways))
            )
                continue;
            var form = Form(indicator, Splits(group, cells).First(), says);
            var (low, high) = (program.End(form, false), program.End(form, true));
            if (high - low < 10 - 1e-5)
                yield return $"{indicator} in {group}: {string.Join('+', says)} within {low:0.##} and {high:0.##}";
        }

        double[] Form(string indicator, string[] split, bool[] says)
        {
            var form = new double[unknowns];
            for (var at = 0; at < unknowns; at++)
                if (
                    split.Contains(cells[at / ways.Length])
                    && ways[at % ways.Length][Array.IndexOf(family, indicator)] is { } one
                    && says.Contains(one)
                )
                    form[at] = 1;
            return form;
        }
    }

    /// <summary>The groups of finer breakdowns that make up a group: those that share its options, or have finer
    /// ones.</summary>
    private IEnumerable<string> Parts(string group) =>
        _groups.Where(other => other != group && IsWithin(Options(other), Options(group)));

    private static bool IsWithin(
        List<(string Item, string Id)[]> part,
        List<(string Item, string Id)[]> whole
    ) =>
        part.Count >= whole.Count
        && whole.All(option => part.Any(other => other.Contains(option[0])))
        && (
            part.Count > whole.Count
            || whole.Any(option => !part.Any(other => other[0] == option[0]))
        );

    /// <summary>Per item of a group's breakdown its option, and after it the group that the option falls into.</summary>
    private List<(string Item, string Id)[]> Options(string group)
    {
        var (by, id) = (group.Split('/')[0], group.Split('/')[1]);
        var items = definition.Reporting.Breakdowns.First(one => one.Id == by).Items;
        return
        [
            .. items
                .Zip(id.Split(':'))
                .Select(one =>
                    ((string, string)[])
                        [
                            one,
                            .. definition
                                .Population.Margins.Where(margin => margin.Item == one.First)
                                .Select(margin => margin.Coarser)
                                .OfType<Grouping>()
                                .Select(coarser =>
                                    (
                                        coarser.Id,
                                        coarser
                                            .Groups.Single(area =>
                                                area.Categories.Contains(one.Second)
                                            )
                                            .Id
                                    )
                                ),
                        ]
                ),
        ];
    }

    private IEnumerable<string[]> Splits(string group, string[] cells) =>
        cells.Contains(group)
            ?
            [
                [group],
            ]
            : Parts(group).Where(cells.Contains).GroupBy(By).Select(parts => parts.ToArray());

    private static string NameOf(string by, string group) => $"{by}/{group}";

    private static string By(string group) => group.Split('/')[0];

    private bool IsSuppressed(string indicator, string group) =>
        _published[(indicator, group)].Status is Status.Small or Status.Unreliable or Status.Linked;

    /// <summary>Hidden, and by its own counts: another row may be called small so that its label says nothing.</summary>
    private bool IsSmall(string indicator, string group)
    {
        var row = _truth[(indicator, group)];
        return _published[(indicator, group)].Status == Status.Small
            && (row.Base < 30 || row.Yes is > 0 and < 10 || row.Base - row.Yes is >= 0 and < 10);
    }

    private bool SaysNotSmall(string indicator, string group) =>
        _published[(indicator, group)].Status is Status.Unreliable or Status.Linked;

    /// <summary>Sum over cells: a published total less the respondents in no shown group, whom the attacker knows.</summary>
    private double Known(string indicator, string[] split, bool says) =>
        split.Sum(cell => Count(indicator, cell, [says]));

    private long Count(string indicator, string group, bool[] says)
    {
        var row = _truth[(indicator, group)];
        return says.Sum(one => one ? row.Yes : row.Base - row.Yes);
    }

    /// <summary>A published 0 of a larger group says so of all its parts.</summary>
    private bool IsImplied(string indicator, string group, bool[] says) =>
        Count(indicator, group, says) == 0
        && _groups.Any(total =>
            Parts(total).Contains(group)
            && !IsSuppressed(indicator, total)
            && Count(indicator, total, says) == 0
        );

    /// <summary>Another indicator of the same base is published.</summary>
    private bool IsBaseOpen(string indicator, string group, string[] family, bool?[][] ways) =>
        family.Any(other =>
            !IsSuppressed(other, group)
            && ways.All(way =>
                way[Array.IndexOf(family, other)] is null
                == way[Array.IndexOf(family, indicator)] is null
            )
        );
}
