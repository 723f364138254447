using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Whom a figure is about.</summary>
/// <param name="By">The breakdown's id.</param>
/// <param name="Id"><c>all</c>, <c>girl</c>, <c>girl:10-12</c>.</param>
/// <param name="Cells">The demographic cells that it takes together.</param>
internal sealed record Group(string By, string Id, ImmutableArray<int> Cells)
{
    private const string Everybody = "all";

    /// <summary>The groups of every breakdown, in order: the options, of each of its items, that belong to a category
    /// with a known population, crossed with the first item's slowest.</summary>
    public static ImmutableArray<Group> Of(Definition definition, CountLayout layout) =>
        [.. definition.Reporting.Breakdowns.SelectMany(by => Of(by, definition, layout))];

    private static IEnumerable<Group> Of(Breakdown by, Definition definition, CountLayout layout)
    {
        IEnumerable<Group> groups = [new(by.Id, "", [.. Enumerable.Range(0, layout.Cells)])];
        foreach (var item in by.Items)
        {
            var margin = MarginOf(item, by, definition);
            var known = definition
                .Population.Margins[margin]
                .Categories.SelectMany(category => category.Options)
                .ToHashSet(StringComparer.Ordinal);
            groups = groups.SelectMany(group =>
                layout[item]
                    .Options.Select((option, code) => (option, code))
                    .Where(one => known.Contains(one.option))
                    .Select(one => new Group(
                        by.Id,
                        group.Id.Length == 0 ? one.option : $"{group.Id}:{one.option}",
                        [.. group.Cells.Where(cell => layout.CodeOf(cell, margin) == one.code)]
                    ))
            );
        }
        return by.Items.IsEmpty ? groups.Select(group => group with { Id = Everybody }) : groups;
    }

    private static int MarginOf(string item, Breakdown by, Definition definition)
    {
        var margins = definition.Population.Margins;
        for (var margin = 0; margin < margins.Length; margin++)
            if (margins[margin].Item == item)
                return margin;
        throw new EstimateException(
            $"Breakdown {by.Id}: {item} is not a margin of the population."
        );
    }
}
