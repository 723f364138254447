using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Every row of a release, indicator by group, while it is decided which are held back and why. A row once
/// held back stays so, for the first reason found.</summary>
internal sealed class SuppressionTable
{
    private readonly Proportion[,] _rows;
    private readonly Status?[,] _hidden;

    /// <exception cref="InvalidOperationException">A row is missing, there twice or unknown: nothing may be published
    /// from figures that are not whole.</exception>
    public SuppressionTable(Definition definition, Figures figures)
    {
        Definition = definition;
        Responses = figures.Responses;
        Groups = new GroupTotals(definition, figures);
        _rows = new Proportion[Indicators.Length, Groups.All.Length];
        _hidden = new Status?[Indicators.Length, Groups.All.Length];
        foreach (var row in figures.Proportions)
        {
            var indicator = Indicators.FindIndex(one => one.Id == row.Indicator);
            var group = Groups.All.FindIndex(one =>
                (one.GroupBy, one.Name) == (row.GroupBy, row.Group)
            );
            if (indicator < 0 || _rows[indicator, group] is not null || row.Yes > row.Base)
                throw new InvalidOperationException($"The row of {row.Indicator} is not sound.");
            _rows[indicator, group] = row;
        }
        if (_rows.Cast<Proportion?>().Any(row => row is null))
            throw new InvalidOperationException("Figures lack a row.");
    }

    public Definition Definition { get; }

    public long Responses { get; }

    public GroupTotals Groups { get; }

    public ImmutableArray<Indicator> Indicators => Definition.Reporting.Indicators;

    public Proportion this[int indicator, int group] => _rows[indicator, group];

    public Counts Count(int indicator, int group)
    {
        var row = _rows[indicator, group];
        return new Counts(row.Yes, row.Base - row.Yes);
    }

    public bool IsSuppressed(int indicator, int group) => _hidden[indicator, group] is not null;

    /// <summary>Why a row is held back; null: it is not.</summary>
    public Status? HiddenAs(int indicator, int group) => _hidden[indicator, group];

    public void Suppress(int indicator, int group, Status why) => _hidden[indicator, group] ??= why;

    /// <summary>Respondents in the group, as far as its indicators' bases tell.</summary>
    public long Size(int group) =>
        Enumerable.Range(0, Indicators.Length).Max(indicator => _rows[indicator, group].Base);

    /// <summary>Every (indicator, group), in the order of the files.</summary>
    public IEnumerable<(int Indicator, int Group)> Places() =>
        from indicator in Enumerable.Range(0, Indicators.Length)
        from @group in Enumerable.Range(0, Groups.All.Length)
        select (indicator, @group);
}

file static class Search
{
    public static int FindIndex<T>(this ImmutableArray<T> all, Predicate<T> match)
    {
        for (var place = 0; place < all.Length; place++)
            if (match(all[place]))
                return place;
        return -1;
    }
}
