using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <param name="Place">Of its breakdown.</param>
/// <param name="Options">One per item of the breakdown, in its order.</param>
internal sealed record PublishedGroup(
    int Place,
    string GroupBy,
    string Name,
    ImmutableArray<string> Options
);

/// <summary>The respondents of the group at <paramref name="Total"/> are those of the groups at
/// <paramref name="Parts"/>, but for those whose own answer is in no shown group.</summary>
internal sealed record GroupTotal(int Total, ImmutableArray<int> Parts);

/// <summary>The groups of a release and which of them add up to which.</summary>
internal sealed class GroupTotals
{
    private readonly ImmutableArray<Breakdown> _breakdowns;

    /// <summary>The grouping that an item's options fall into, and the group of each option.</summary>
    private readonly Dictionary<
        string,
        (string Grouping, Dictionary<string, string> GroupOf)
    > _coarser = [];

    /// <exception cref="InvalidOperationException">The groups are of another definition.</exception>
    public GroupTotals(Definition definition, IEnumerable<(string GroupBy, string Group)> groups)
    {
        _breakdowns = definition.Reporting.Breakdowns;
        foreach (var margin in definition.Population.Margins)
            if (margin.Coarse() is { } coarse)
                _coarser[margin.Item] = (
                    coarse.Item,
                    coarse
                        .Categories.SelectMany(group =>
                            group.Options.Select(one => (one, group.Id))
                        )
                        .ToDictionary()
                );
        All = [.. groups.Distinct().Select(Read)];
        Sums = [.. Enumerable.Range(0, All.Length).SelectMany(SumsOf)];
        Finest =
        [
            .. Enumerable
                .Range(0, All.Length)
                .Where(group =>
                    !_breakdowns.Any(other => Refines(other, _breakdowns[All[group].Place]))
                ),
        ];
    }

    /// <summary>In the order of the files.</summary>
    public ImmutableArray<PublishedGroup> All { get; }

    /// <summary>Every group as a sum of a breakdown that crosses its items with further ones, or with finer ones.</summary>
    public ImmutableArray<GroupTotal> Sums { get; }

    /// <summary>Places of the groups that nothing splits further.</summary>
    public ImmutableArray<int> Finest { get; }

    /// <summary>The place of a group by its names in the files; -1: there is none.</summary>
    public int Find(string groupBy, string name)
    {
        for (var place = 0; place < All.Length; place++)
            if (
                All[place].GroupBy == groupBy
                && FileGroup.IdOf(_breakdowns[All[place].Place], All[place].Name) == name
            )
                return place;
        return -1;
    }

    /// <summary>Each way of writing a group as a sum of finest groups; of a finest group, itself.</summary>
    public IEnumerable<ImmutableArray<int>> Splits(int group) =>
        Finest.Contains(group)
            ?
            [
                [group],
            ]
            : Sums.Where(sum => sum.Total == group && Finest.Contains(sum.Parts[0]))
                .Select(sum => sum.Parts);

    private PublishedGroup Read((string GroupBy, string Group) row)
    {
        for (var place = 0; place < _breakdowns.Length; place++)
        {
            var items = _breakdowns[place].Items.Length;
            string[] options = items == 0 ? [] : row.Group.Split(':');
            if (_breakdowns[place].Id == row.GroupBy && options.Length == items)
                return new PublishedGroup(place, row.GroupBy, row.Group, [.. options]);
        }
        throw new InvalidOperationException($"No breakdown {row.GroupBy} has a group {row.Group}.");
    }

    private IEnumerable<GroupTotal> SumsOf(int total) =>
        from place in Enumerable.Range(0, _breakdowns.Length)
        where Refines(_breakdowns[place], _breakdowns[All[total].Place])
        let parts = Enumerable
            .Range(0, All.Length)
            .Where(part => All[part].Place == place && IsWithin(All[part], All[total]))
            .ToImmutableArray()
        where !parts.IsEmpty
        select new GroupTotal(total, parts);

    private bool Refines(Breakdown finer, Breakdown coarser) =>
        coarser.Items.All(item => finer.Items.Any(one => one == item || GroupingOf(one) == item))
        && finer.Items.Any(item => !coarser.Items.Contains(item));

    private bool IsWithin(PublishedGroup part, PublishedGroup total) =>
        _breakdowns[total.Place]
            .Items.Zip(total.Options)
            .All(one => OptionOf(part, one.First) == one.Second);

    /// <summary>A part's option of an item, or the group that its option falls into.</summary>
    private string OptionOf(PublishedGroup part, string item)
    {
        var items = _breakdowns[part.Place].Items;
        for (var at = 0; at < items.Length; at++)
            if (items[at] == item)
                return part.Options[at];
            else if (GroupingOf(items[at]) == item)
                return _coarser[items[at]].GroupOf[part.Options[at]];
        throw new InvalidOperationException($"{part.GroupBy} does not refine {item}.");
    }

    private string? GroupingOf(string item) =>
        _coarser.TryGetValue(item, out var found) ? found.Grouping : null;
}
