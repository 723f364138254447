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
    private readonly int _reported;
    private readonly HashSet<Place> _small = [];
    private readonly HashSet<Place> _silent = [];
    private readonly HashSet<Place> _shownEarlier = [];

    /// <exception cref="InvalidOperationException">A row is missing, there twice or unknown: nothing may be published
    /// from figures that are not whole.</exception>
    /// <param name="reported">How many of the indicators, the first, have rows in the release; null: all.</param>
    public SuppressionTable(Definition definition, Figures figures, int? reported = null)
    {
        _reported = reported ?? definition.Reporting.Indicators.Length;
        Definition = definition;
        Responses = figures.Responses;
        Groups = new GroupTotals(
            definition,
            figures.Proportions.Select(row => (row.GroupBy, row.Group))
        );
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

    /// <summary>Why a row is held back; null: it is not.</summary>
    public Status? HiddenAs(Place row) => _hidden[row.Indicator, row.Group];

    public void Suppress(Place row, Status why) => _hidden[row.Indicator, row.Group] ??= why;

    /// <summary>Gives back a row that was held back for others' sake.</summary>
    public void Show(Place row) => _hidden[row.Indicator, row.Group] = null;

    /// <summary>Whether a reader knows the row: it is shown, or an earlier revision shows it.</summary>
    public bool IsKnown(Place row) => _shownEarlier.Contains(row) || HiddenAs(row) is null;

    /// <summary>Whether rule 1 hides the row, so that it is protected.</summary>
    public bool IsSmall(Place row) => _small.Contains(row);

    public void SuppressSmall(Place row)
    {
        Suppress(row, Status.Small);
        _small.Add(row);
    }

    /// <summary>Whether the row's label says that its counts are not small.</summary>
    public bool SaysNotSmall(Place row) =>
        HiddenAs(row) is Status.Linked or Status.Unreliable
        && IsReported(row)
        && !_silent.Contains(row);

    /// <summary>Calls a row small whose own label would narrow a small count.</summary>
    public void Silence(Place row) => _silent.Add(row);

    /// <summary>What the release says of a row that is held back; null: it is not.</summary>
    public Status? LabelOf(Place row) =>
        HiddenAs(row) is { } why ? (_silent.Contains(row) ? Status.Small : why) : null;

    /// <summary>Whether the row is one of the release's, not of an earlier one or of routing.</summary>
    public bool IsReported(Place row) => row.Indicator < _reported;

    /// <summary>An earlier revision shows the row: whatever is decided, it is known.</summary>
    public void ShowEarlier(Place row) => _shownEarlier.Add(row);

    public void HideUnreported()
    {
        foreach (var row in Places().Where(row => !IsReported(row)))
            Suppress(row, Status.Linked);
    }

    public bool IsHeadline(Place row) =>
        Definition
            .Reporting.Headlines.SelectMany(Definition.Reporting.IndicatorsOf)
            .Contains(Indicators[row.Indicator]);

    public bool MayHide(Place row) => HiddenAs(row) is null && !_shownEarlier.Contains(row);

    /// <summary>Respondents in the group, as far as its indicators' bases tell.</summary>
    public long Size(int group) =>
        Enumerable.Range(0, Indicators.Length).Max(indicator => _rows[indicator, group].Base);

    /// <summary>Every (indicator, group), in the order of the files.</summary>
    public IEnumerable<Place> Places() =>
        from indicator in Enumerable.Range(0, Indicators.Length)
        from @group in Enumerable.Range(0, Groups.All.Length)
        select new Place(indicator, @group);
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
