using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>What a reader who knew every published count of a family exactly, before rounding, could tell of its
/// suppressed ones. The unknowns are how many respondents of each kind each cell has.</summary>
internal sealed class Bounds
{
    /// <summary>The narrowest interval a suppressed count may be held in: as wide as the counts rule 1 hides.</summary>
    private const double Width = PrimaryRule.SmallestCount - 1e-6;

    private readonly SuppressionTable _table;
    private readonly Family _family;
    private readonly int[] _cells;
    private readonly Func<int, IEnumerable<ImmutableArray<int>>> _splits;
    private readonly int[] _columns;
    private readonly LinearProgram _program;

    private Bounds(
        SuppressionTable table,
        Family family,
        IEnumerable<int> cells,
        Func<int, IEnumerable<ImmutableArray<int>>> splits
    )
    {
        _table = table;
        _family = family;
        _splits = splits;
        // Of a cell that shows every indicator nothing is left to find, and nothing in it helps elsewhere.
        _cells =
        [
            .. cells.Where(cell => family.Indicators.Any(one => table.IsSuppressed(one, cell))),
        ];
        var equations = Enumerable.Range(0, table.Groups.All.Length).SelectMany(Equations).ToList();
        _columns = NumberUnknowns(equations);
        _program = new LinearProgram(
            _columns.Count(column => column >= 0),
            equations.Select(Compress)
        );
    }

    /// <summary>From what is published of one group alone.</summary>
    public static Bounds Within(SuppressionTable table, Family family, int group) =>
        new(
            table,
            family,
            [group],
            other =>
                other == group
                    ?
                    [
                        [group],
                    ]
                    : []
        );

    /// <summary>From what is published of all groups.</summary>
    public static Bounds Across(SuppressionTable table, Family family) =>
        new(table, family, table.Groups.Finest, table.Groups.Splits);

    /// <summary>Whether the counts of a suppressed row stay open over <see cref="Width"/>. Two things are no secret: a
    /// count of 0 where a published group around it has 0, and the base of a group that another indicator on the
    /// same variable publishes.</summary>
    public bool AreWide(int indicator, int group)
    {
        var split = Cells(_splits(group).First());
        var counts = _table.Count(indicator, group);
        var places = (IndicatorAnswer[][])
            [
                [IndicatorAnswer.Yes],
                [IndicatorAnswer.No],
                [IndicatorAnswer.Yes, IndicatorAnswer.No],
            ];
        return places.All(says =>
            IsNoSecret(indicator, group, says)
            || _program.Spans(Compress(Form(indicator, split, says, 0))[..^1], Width)
        );
    }

    private bool IsNoSecret(int indicator, int group, IndicatorAnswer[] says)
    {
        if (says.Length == 2 && IsBaseShown(indicator, group))
            return true;
        return CountOf(indicator, group, says) == 0
            && _table.Groups.Sums.Any(sum =>
                sum.Parts.Contains(group)
                && !_table.IsSuppressed(indicator, sum.Total)
                && CountOf(indicator, sum.Total, says) == 0
            );
    }

    private bool IsBaseShown(int indicator, int group) =>
        _family.Indicators.Any(other =>
            _table.Indicators[other].Variable == _table.Indicators[indicator].Variable
            && !_table.IsSuppressed(other, group)
        );

    /// <summary>A published row gives its yes and its no; a suppressed one at least ties its splits to each other.</summary>
    private IEnumerable<double[]> Equations(int group)
    {
        var parts = _splits(group).Select(Cells).ToArray();
        foreach (var indicator in _family.Indicators)
        foreach (
            var says in (IndicatorAnswer[][])
                [
                    [IndicatorAnswer.Yes],
                    [IndicatorAnswer.No],
                ]
        )
            if (!_table.IsSuppressed(indicator, group))
                foreach (var split in parts)
                    yield return Form(indicator, split, says, 1);
            else
                foreach (var split in parts.Skip(1))
                    yield return
                    [
                        .. Form(indicator, split, says, 1)
                            .Zip(Form(indicator, parts[0], says, 1), (one, other) => one - other),
                    ];
    }

    /// <summary>The count as a sum over unknowns and, last, what it is.</summary>
    private double[] Form(int indicator, int[] split, IndicatorAnswer[] says, double known)
    {
        var form = new double[_cells.Length * _family.Patterns.Length + 1];
        var member = _family.Indicators.IndexOf(indicator);
        foreach (var cell in split)
            for (var kind = 0; kind < _family.Patterns.Length; kind++)
                if (says.Contains(_family.Patterns[kind][member]))
                    form[Array.IndexOf(_cells, cell) * _family.Patterns.Length + kind] = 1;
        form[^1] = known * split.Sum(cell => CountOf(indicator, cell, says));
        return form;
    }

    private long CountOf(int indicator, int group, IndicatorAnswer[] says)
    {
        var counts = _table.Count(indicator, group);
        return says.Sum(one => one == IndicatorAnswer.Yes ? counts.Yes : counts.No);
    }

    private int[] Cells(ImmutableArray<int> split) => [.. split.Where(_cells.Contains)];

    /// <summary>The unknowns that remain when those in a published 0 are left out: -1.</summary>
    private int[] NumberUnknowns(List<double[]> equations)
    {
        var isZero = new bool[_cells.Length * _family.Patterns.Length];
        foreach (var row in equations.Where(row => row[^1] == 0 && row.All(x => x >= 0)))
            for (var at = 0; at < isZero.Length; at++)
                isZero[at] |= row[at] > 0;
        var next = 0;
        return [.. isZero.Select(zero => zero ? -1 : next++)];
    }

    private double[] Compress(double[] row) =>
        [.. row.Take(_columns.Length).Where((_, at) => _columns[at] >= 0), row[^1]];
}
