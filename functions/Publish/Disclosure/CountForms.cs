using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>A family's counts as sums over unknowns: how many respondents of each kind there are in each of the finest
/// groups.</summary>
internal sealed class CountForms(GroupTotals groups, Family family)
{
    public static readonly ImmutableArray<ImmutableArray<IndicatorAnswer>> YesNoBase =
    [
        [IndicatorAnswer.Yes],
        [IndicatorAnswer.No],
        [IndicatorAnswer.Yes, IndicatorAnswer.No],
    ];

    private readonly int[] _cells = [.. groups.Finest];
    private readonly int[][][] _splits =
    [
        .. Enumerable
            .Range(0, groups.All.Length)
            .Select(group => groups.Splits(group).Select(split => split.ToArray()).ToArray()),
    ];

    public Family Family => family;

    public int Unknowns => _cells.Length * family.Patterns.Length;

    /// <summary>The rows of the family's indicators.</summary>
    public IEnumerable<Place> Rows =>
        from indicator in family.Indicators
        from @group in Enumerable.Range(0, _splits.Length)
        select new Place(indicator, @group);

    /// <summary>The ways to write a group as a sum of finest groups.</summary>
    public int[][] SplitsOf(int group) => _splits[group];

    /// <summary>By the first way to write its group.</summary>
    public double[] Of(Place row, ImmutableArray<IndicatorAnswer> says) =>
        Of(row.Indicator, _splits[row.Group][0], says);

    public double[] Of(int indicator, int[] split, ImmutableArray<IndicatorAnswer> says)
    {
        var form = new double[Unknowns];
        var member = family.Indicators.IndexOf(indicator);
        foreach (var cell in split)
            for (var kind = 0; kind < family.Patterns.Length; kind++)
                if (says.Contains(family.Patterns[kind][member]))
                    form[At(cell, kind)] = 1;
        return form;
    }

    /// <summary>The unknowns of that sum.</summary>
    public int[] PartsOf(Place row, ImmutableArray<IndicatorAnswer> says) =>
        [.. Of(row, says).Index().Where(one => one.Item != 0).Select(one => one.Index)];

    /// <summary>What every other way to write a row's counts has over the first.</summary>
    public IEnumerable<(ImmutableArray<IndicatorAnswer> Says, int[] Split, double[] Form)> Ties(
        Place row
    ) =>
        from split in _splits[row.Group].Skip(1)
        from says in YesNoBase[..2]
        select (
            says,
            split,
            Of(row.Indicator, split, says)
                .Zip(Of(row, says), (left, right) => left - right)
                .ToArray()
        );

    /// <summary>Everybody who counts in the family, for each breakdown into finest groups.</summary>
    public IEnumerable<double[]> Everybody()
    {
        foreach (var breakdown in _cells.GroupBy(cell => groups.All[cell].Place))
        {
            var form = new double[Unknowns];
            foreach (var cell in breakdown)
                for (var kind = 0; kind < family.Patterns.Length; kind++)
                    form[At(cell, kind)] = 1;
            yield return form;
        }
    }

    /// <summary>Whether a row's group is part of one of which something holds.</summary>
    public bool IsWithin(Place row, Func<Place, bool> holds) =>
        groups.Sums.Any(sum =>
            sum.Parts.Contains(row.Group) && holds(row with { Group = sum.Total })
        );

    private int At(int cell, int kind) =>
        Array.IndexOf(_cells, cell) * family.Patterns.Length + kind;
}
