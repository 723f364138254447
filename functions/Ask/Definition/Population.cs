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
);

/// <param name="Published">False: derived by us, not a table of the statistical office; said in every release.</param>
public sealed record Margin(
    string Item,
    bool Published,
    Texts? Note,
    ImmutableArray<MarginCategory> Categories
);

/// <param name="Options">Options of the item that this category takes together.</param>
public sealed record MarginCategory(string Id, ImmutableArray<string> Options, long People);
