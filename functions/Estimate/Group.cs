using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Whom a figure is about.</summary>
/// <param name="By">The breakdown's id.</param>
/// <param name="Id"><c>all</c>, <c>girl</c>, <c>girl:10-12</c>, <c>sul</c>.</param>
/// <param name="Cells">The demographic cells that it takes together.</param>
internal sealed record Group(string By, string Id, ImmutableArray<int> Cells)
{
    private const string Everybody = "all";

    /// <summary>The groups of every breakdown, in order: the options, of each of its items, that belong to a category
    /// with a known population, or a grouping's groups, crossed with the first item's slowest.</summary>
    public static ImmutableArray<Group> Of(Definition definition, CountLayout layout) =>
        [.. definition.Reporting.Breakdowns.SelectMany(by => Of(by, definition, layout))];

    private static IEnumerable<Group> Of(Breakdown by, Definition definition, CountLayout layout)
    {
        IEnumerable<Group> groups = [new(by.Id, "", [.. Enumerable.Range(0, layout.Cells)])];
        foreach (var item in by.Items)
        {
            var (margin, parts) = PartsOf(item, by, definition, layout);
            groups = groups.SelectMany(group =>
                parts.Select(part => new Group(
                    by.Id,
                    group.Id.Length == 0 ? part.Id : $"{group.Id}:{part.Id}",
                    [.. group.Cells.Where(cell => part.Codes.Contains(layout.CodeOf(cell, margin)))]
                ))
            );
        }
        return by.Items.IsEmpty ? groups.Select(group => group with { Id = Everybody }) : groups;
    }

    private static (int Margin, ImmutableArray<(string Id, ImmutableArray<int> Codes)>) PartsOf(
        string item,
        Breakdown by,
        Definition definition,
        CountLayout layout
    )
    {
        for (var place = 0; place < definition.Population.Margins.Length; place++)
        {
            var margin = definition.Population.Margins[place];
            var options = layout[margin.Item].Options;
            if (margin.Item == item)
                return (
                    place,
                    [
                        .. options
                            .Where(one => margin.Categories.Any(c => c.Options.Contains(one)))
                            .Select(one => (one, ImmutableArray.Create(options.IndexOf(one)))),
                    ]
                );
            if (margin.Coarse() is { } coarse && coarse.Item == item)
                return (
                    place,
                    [
                        .. coarse.Categories.Select(group =>
                            (
                                group.Id,
                                group.Options.Select(one => options.IndexOf(one)).ToImmutableArray()
                            )
                        ),
                    ]
                );
        }
        throw new EstimateException(
            $"Breakdown {by.Id}: {item} is not a margin of the population."
        );
    }
}
