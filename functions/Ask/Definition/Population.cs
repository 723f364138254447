using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Who the figures stand for (population.json): the margins that weights are calibrated to. Where weights cannot
/// meet them all, the last gives way first, and the first never.</summary>
/// <param name="Total">People; every margin adds up to it.</param>
public sealed record Population(
    Texts Name,
    DateOnly ReferenceDay,
    string Source,
    long Total,
    ImmutableArray<Margin> Margins
)
{
    /// <summary>How results name the group of those who chose an option of an item.</summary>
    public Texts LabelOf(string item, Option option) =>
        Margins.FirstOrDefault(margin => margin.Item == item)?.Labels.GetValueOrDefault(option.Id)
        ?? option.Text;
}

/// <param name="Item">Of the grouping where this is a margin made coarser; else the item asked.</param>
/// <param name="Published">False: derived by us, not a table of the statistical office; said in every release.</param>
/// <param name="Coarser">Larger groups that the categories fall into; null: none are declared.</param>
public sealed record Margin(
    string Item,
    bool Published,
    Texts? Note,
    ImmutableArray<MarginCategory> Categories,
    Grouping? Coarser = null
)
{
    /// <summary>How results name the group of an option, where not by the option's own words.</summary>
    public ImmutableDictionary<string, Texts> Labels { get; init; } =
        ImmutableDictionary<string, Texts>.Empty;

    /// <summary>Why, in one sentence; said in every release.</summary>
    public Texts? LabelsNote { get; init; }

    /// <summary>The margin with a category for each larger group; null where none are declared.</summary>
    public Margin? Coarse() =>
        Coarser is null
            ? null
            : this with
            {
                Item = Coarser.Id,
                Categories = [.. Coarser.Groups.Select(Together)],
                Coarser = null,
            };

    private MarginCategory Together(CategoryGroup group)
    {
        var taken = Categories.Where(one => group.Categories.Contains(one.Id)).ToArray();
        return new MarginCategory(
            group.Id,
            [.. taken.SelectMany(one => one.Options)],
            taken.Sum(one => one.People)
        );
    }
}

/// <param name="Options">Options of the item that this category takes together.</param>
public sealed record MarginCategory(string Id, ImmutableArray<string> Options, long People)
{
    /// <summary>Where it is a region: version of NUTS, by its year, to the codes of the regions that it lies in.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Nuts { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}

/// <summary>A margin's categories in larger groups, each in one: figures are broken down by them, and weights fall back
/// on them.</summary>
/// <param name="Id">As a breakdown names it, e.g. <c>area</c>.</param>
public sealed record Grouping(string Id, ImmutableArray<CategoryGroup> Groups);

/// <param name="Categories">Ids of the margin's categories.</param>
public sealed record CategoryGroup(string Id, Texts Text, ImmutableArray<string> Categories);
