using System.Collections.Frozen;
using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Where a count stands: rows are the demographic cells (the options of the population's margin items crossed,
/// each with one more code for no answer), columns the codes of every item and derived variable.</summary>
internal sealed class CountLayout
{
    private readonly ImmutableArray<int> _sizes;
    private readonly FrozenDictionary<string, CountColumns> _variables;

    public CountLayout(Definition definition)
    {
        var instrument = definition.Instrument;
        MarginPlaces =
        [
            .. definition.Population.Margins.Select(margin => instrument.PlaceOf(margin.Item)),
        ];
        Judged = [.. Enumerable.Range(0, instrument.Items.Length).Except(MarginPlaces)];
        _sizes = [.. MarginPlaces.Select(place => instrument.Items[place].Options.Length + 1)];
        Cells = _sizes.Aggregate(1, (product, size) => checked(product * size));
        Columns = 1;
        var named = new Dictionary<string, CountColumns>(StringComparer.Ordinal);
        foreach (var item in instrument.Items)
            Place(item.Id, [.. item.Options.Select(option => option.Id)]);
        foreach (var derived in instrument.Derived)
            Place(derived.Id, derived.Options);
        _variables = named.ToFrozenDictionary(StringComparer.Ordinal);

        void Place(string id, ImmutableArray<string> options)
        {
            named.Add(id, new CountColumns(named.Count, Columns, options));
            Columns += options.Length + 2;
        }
    }

    /// <summary>The place among the instrument's items of each margin's item.</summary>
    public ImmutableArray<int> MarginPlaces { get; }

    /// <summary>The places of all other items. Those of margins are completed before they are counted, so that they say
    /// nothing of how a wave was answered.</summary>
    public ImmutableArray<int> Judged { get; }

    public int Cells { get; }

    /// <summary>Counters of one cell. Column 0 counts its respondents.</summary>
    public int Columns { get; private set; }

    /// <summary>An item or derived variable.</summary>
    public CountColumns this[string id] => _variables[id];

    /// <summary>The cell of a respondent whose answers to the margin items have these codes.</summary>
    public int CellOf(ReadOnlySpan<int> codes)
    {
        var cell = 0;
        for (var margin = 0; margin < _sizes.Length; margin++)
            // "Not asked" and "no answer" are one: the respondent is in no known category.
            cell = cell * _sizes[margin] + Math.Min(codes[margin], _sizes[margin] - 1);
        return cell;
    }

    /// <summary>The code that a cell stands for in one margin: an option's place, or their number for no answer.</summary>
    public int CodeOf(int cell, int margin)
    {
        for (var last = _sizes.Length - 1; last > margin; last--)
            cell /= _sizes[last];
        return cell % _sizes[margin];
    }
}

/// <summary>The columns of one variable: its options in order, not asked, no answer.</summary>
/// <param name="Place">Among all variables: the items, then the derived ones.</param>
internal readonly record struct CountColumns(int Place, int First, ImmutableArray<string> Options)
{
    public int NotAsked => First + Options.Length;
    public int NoAnswer => NotAsked + 1;

    /// <summary>The column of an option.</summary>
    public int Of(string option) => First + Options.IndexOf(option);
}
