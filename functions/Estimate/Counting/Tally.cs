using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>What one pass over responses counts, and all that figures are made from: in each demographic cell, the
/// respondents and how many have each code of each item and derived variable (a multi-choice item: how many marked each
/// option), and each combination of levels that a declared table or model asks for. Counts add up, so parts can be counted
/// apart and merged in any order. One thread at a time.</summary>
public sealed class Tally
{
    private readonly Coder _coder;
    private readonly long[] _counts;

    public Tally(Definition definition)
    {
        Definition = definition;
        Layout = new CountLayout(definition);
        _coder = new Coder(definition, Layout);
        _counts = new long[Layout.Cells * Layout.Columns];
        var reporting = definition.Reporting;
        Tables =
        [
            .. reporting.Associations.Select(one => PatternCounts.Of(one, reporting, Layout)),
        ];
        Quality = new QualityCounts(definition.Instrument, Layout);
        Repeats = new RepeatCounts(definition.Instrument, Layout);
        Models = [.. reporting.Models.Select(one => PatternCounts.Of(one, reporting, Layout))];
    }

    /// <summary>Responses counted.</summary>
    public long Responses { get; private set; }

    internal Definition Definition { get; }

    internal CountLayout Layout { get; }

    /// <summary>Of each association that the definition declares.</summary>
    internal ImmutableArray<PatternCounts> Tables { get; }

    internal QualityCounts Quality { get; }

    internal RepeatCounts Repeats { get; }

    /// <summary>Of each model that the definition declares.</summary>
    internal ImmutableArray<PatternCounts> Models { get; }

    /// <summary>Counts one response.</summary>
    /// <param name="answers">What <see cref="Answers.Encode"/> wrote.</param>
    /// <exception cref="FormatException">The text is not a response to this instrument; nothing was counted.</exception>
    public void Add(string answers)
    {
        var columns = _coder.Read(answers, out var cell);
        var row = _counts.AsSpan(cell * Layout.Columns, Layout.Columns);
        foreach (var column in columns)
            row[column]++;
        foreach (var table in Tables)
            table.Add(cell, _coder.Marks);
        foreach (var model in Models)
            model.Add(cell, _coder.Marks);
        Quality.Add(cell, _coder);
        Repeats.Add(_coder, columns);
        Responses++;
    }

    /// <summary>Adds what another tally of the same survey counted.</summary>
    /// <exception cref="EstimateException">It is another survey's.</exception>
    public void Merge(Tally other)
    {
        TallyName.Require(Definition, other);
        for (var place = 0; place < _counts.Length; place++)
            _counts[place] += other._counts[place];
        foreach (var (own, more) in Tables.Concat(Models).Zip(other.Tables.Concat(other.Models)))
            own.Merge(more);
        Quality.Merge(other.Quality);
        Repeats.Merge(other.Repeats);
        Responses += other.Responses;
    }

    /// <summary>The counters of one cell: column 0 its respondents, then the codes as <see cref="Layout"/> says.</summary>
    internal ReadOnlySpan<long> this[int cell] =>
        _counts.AsSpan(cell * Layout.Columns, Layout.Columns);
}
