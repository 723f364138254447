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
        rows.ToDictionary(row => (row.Indicator, SplitGroups.NameOf(row.GroupBy, row.Group)));

    private readonly Dictionary<(string Indicator, string Group), Proportion> _truth =
        figures.Proportions.ToDictionary(row =>
            (row.Indicator, SplitGroups.NameOf(row.GroupBy, row.Group))
        );

    private readonly SplitGroups _groups = new(definition, rows);

    /// <summary>Counts of small rows held within less than ten, in words.</summary>
    public List<string> Leaks() =>
        [.. patterns.SelectMany(family => Leaks(family.Indicators, family.Patterns))];

    private IEnumerable<string> Leaks(string[] family, bool?[][] ways)
    {
        var cells = _groups.Cells;
        var unknowns = cells.Count * ways.Length;
        Secret[] secrets =
        [
            .. from indicator in family
            from @group in _groups.All
            where IsSmall(indicator, @group)
            from says in YesNoBase
            where
                !IsImplied(indicator, @group, says)
                && !(says.Length == 2 && IsBaseOpen(indicator, @group, family, ways))
            select new Secret(
                $"{indicator} in {@group}: {string.Join('+', says)}",
                Form(indicator, _groups.SplitsOf(@group)[0], says)
            ),
        ];
        if (secrets.Length == 0)
            return [];
        using var program = new Glop(unknowns);
        foreach (var group in _groups.All)
        foreach (var split in _groups.SplitsOf(group))
        foreach (var indicator in family)
        foreach (var says in (bool[])[true, false])
        {
            var first = _groups.SplitsOf(group)[0];
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
        foreach (var group in _groups.All.Where(group => SaysNotSmall(indicator, group)))
        foreach (var says in YesNoBase)
        {
            var (split, least) = (_groups.SplitsOf(group)[0], says.Length == 2 ? 30 : 10);
            if (says.Sum(one => Known(indicator, split, one)) >= least)
                program.Add(Form(indicator, split, says), least, isAtLeast: true);
        }
        foreach (var breakdown in cells.Keys.GroupBy(SplitGroups.By))
            program.Add(
                [
                    .. cells.Keys.SelectMany(cell =>
                        ways.Select(_ => breakdown.Contains(cell) ? -1.0 : 0)
                    ),
                ],
                -figures.Responses,
                isAtLeast: true
            );
        foreach (var secret in secrets)
        foreach (var isLargest in (bool[])[true, false])
            if (!secret.IsOpen)
            {
                program.End(secret.Form, isLargest);
                var solution = program.Solution();
                foreach (var other in secrets)
                    other.See(solution);
            }
        return [.. secrets.Where(secret => !secret.IsOpen).Select(secret => secret.ToString())];

        double[] Form(string indicator, string[] split, bool[] says)
        {
            var form = new double[unknowns];
            var member = Array.IndexOf(family, indicator);
            foreach (var cell in split)
                for (var way = 0; way < ways.Length; way++)
                    if (ways[way][member] is { } one && says.Contains(one))
                        form[cells[cell] * ways.Length + way] = 1;
            return form;
        }
    }

    private static readonly bool[][] YesNoBase =
    [
        [true],
        [false],
        [true, false],
    ];

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
        && _groups.All.Any(total =>
            _groups.PartsOf(total).Contains(group)
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

    /// <summary>A count to hide, and between what the solutions seen have it.</summary>
    private sealed class Secret(string name, double[] form)
    {
        private double _low = double.PositiveInfinity;
        private double _high = double.NegativeInfinity;

        public double[] Form => form;

        public bool IsOpen => _high - _low >= 10 - 1e-5;

        public void See(double[] solution)
        {
            var value = 0.0;
            for (var at = 0; at < form.Length; at++)
                value += form[at] * solution[at];
            (_low, _high) = (Math.Min(_low, value), Math.Max(_high, value));
        }

        public override string ToString() => $"{name} within {_low:0.##} and {_high:0.##}";
    }
}
