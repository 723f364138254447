using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>What is reported (indicators.json): yes/no indicators, the groups they are broken down by, and the tables
/// and models asked of the same answers.</summary>
public sealed record Reporting(
    ImmutableArray<Indicator> Indicators,
    ImmutableArray<Breakdown> Breakdowns,
    ImmutableArray<Association> Associations,
    ImmutableArray<Model> Models,
    ImmutableDictionary<string, Texts> Claims
)
{
    /// <summary>What an item may be asked for beside a claim, by short name: the method, a law.</summary>
    public ImmutableDictionary<string, Texts> Reasons { get; init; } =
        ImmutableDictionary<string, Texts>.Empty;

    /// <summary>At most five facts that come first, the first one foremost: an indicator, or a variable with one indicator
    /// for each of its codes.</summary>
    public ImmutableArray<Side> Headlines { get; init; } = [];

    /// <summary>What a release says to anybody, on its public page; null: the survey has no such page.</summary>
    public PublicTexts? Public { get; init; }

    /// <summary>The breakdown with everybody in one group.</summary>
    public Breakdown Everybody => Breakdowns.First(by => by.Items.IsEmpty);

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Breakdown BreakdownOf(string id) => Breakdowns.First(by => by.Id == id);

    /// <summary>The indicators of a headline, in the order of the files.</summary>
    public IEnumerable<Indicator> IndicatorsOf(Side headline) =>
        Indicators.Where(one => headline.Id == (headline.IsIndicator ? one.Id : one.Variable));
}

public enum Good
{
    None,
    Up,
    Down,
}

/// <param name="Variable">An item's or a derived variable's id.</param>
/// <param name="Yes">The codes that count as yes; of a multi-choice item exactly one.</param>
/// <param name="Good">Which way is better.</param>
public sealed record Indicator(
    string Id,
    string Variable,
    ImmutableArray<string> Yes,
    Good Good,
    string Claim,
    Texts Title
)
{
    /// <summary>Whom the proportion is of, e.g. "of those who play online"; null in a version that did not say.</summary>
    public Texts? Denominator { get; init; }

    /// <summary>The same fact the other way round, as a title for those who count as no.</summary>
    public Texts? Converse { get; init; }

    /// <summary>What its figures would be if the claim held; null: the claim names nothing that they could be held
    /// against.</summary>
    public Expectation? Expects { get; init; }
}

/// <summary>A claim as a statement about an indicator: a share between two bounds, or a group with a larger share.</summary>
/// <param name="From">The least share, 0 to 1; null: none.</param>
/// <param name="To">The largest share; null: none.</param>
/// <param name="MoreIn">The group with a larger share than the rest of the base; null: it is about everybody.</param>
public sealed record Expectation(decimal? From, decimal? To, ItemOption? MoreIn);

/// <summary>Those who chose an option of an item.</summary>
public sealed record ItemOption(string Item, string Option);

/// <param name="Id">As in the files' group_by, e.g. <c>sex_age</c>.</param>
/// <param name="Items">Demographic items whose options are crossed, or a margin's coarser grouping; none for
/// <c>all</c>.</param>
public sealed record Breakdown(string Id, ImmutableArray<string> Items, Texts Title);

/// <summary>One side of a table or model: an item or derived variable with its codes, or an indicator's yes and no.</summary>
public readonly record struct Side(string Id, bool IsIndicator);

public sealed record Association(string Id, Side Rows, Side Columns, Texts Title);

public sealed record Model(string Id, Side Outcome, ImmutableArray<Side> Predictors, Texts Title);
