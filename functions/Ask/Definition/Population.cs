using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Who the figures stand for (population.json): the margins that weights are raked to.</summary>
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

/// <param name="Published">False: derived by us, not a table of the statistical office; said in every release.</param>
public sealed record Margin(
    string Item,
    bool Published,
    Texts? Note,
    ImmutableArray<MarginCategory> Categories
)
{
    /// <summary>How results name the group of an option, where not by the option's own words.</summary>
    public ImmutableDictionary<string, Texts> Labels { get; init; } =
        ImmutableDictionary<string, Texts>.Empty;

    /// <summary>Why, in one sentence; said in every release.</summary>
    public Texts? LabelsNote { get; init; }
}

/// <param name="Options">Options of the item that this category takes together.</param>
public sealed record MarginCategory(string Id, ImmutableArray<string> Options, long People);
