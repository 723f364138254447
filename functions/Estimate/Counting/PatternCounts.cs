using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How many respondents of each demographic cell have each combination of levels of some sides (of a table: its
/// rows and columns; of a model: its predictors, then its outcome). Those who miss one of them are not counted. Counts add
/// up, so parts can be counted apart and merged in any order. One thread at a time.</summary>
internal sealed class PatternCounts
{
    private readonly ImmutableArray<SideCodes> _sides;
    private readonly long _patterns;

    /// <summary>By cell and pattern: cell * patterns + pattern.</summary>
    private readonly SparseCounts _counts;

    public PatternCounts(IEnumerable<Side> sides, Reporting reporting, CountLayout layout)
    {
        _sides = [.. sides.Select(side => new SideCodes(side, reporting, layout))];
        _patterns = _sides.Aggregate(1L, (product, side) => checked(product * side.Levels.Length));
        // Checked: fails here, not while counting, where the patterns do not fit a number.
        _counts = new SparseCounts(checked(_patterns * layout.Cells));
    }

    public static PatternCounts Of(Association table, Reporting reporting, CountLayout layout) =>
        new([table.Rows, table.Columns], reporting, layout);

    public static PatternCounts Of(Model model, Reporting reporting, CountLayout layout) =>
        new([.. model.Predictors, model.Outcome], reporting, layout);

    /// <summary>Each side's levels, in the order of the sides.</summary>
    public IEnumerable<ImmutableArray<string>> Levels => _sides.Select(side => side.Levels);

    /// <summary>Whoever was counted, in the order of cells and levels.</summary>
    public IEnumerable<Alike> Counted =>
        _counts.Counted.Select(one => new Alike(
            (int)(one.Key / _patterns),
            LevelsOf(one.Key % _patterns),
            one.Count
        ));

    /// <summary>Counts one response.</summary>
    /// <param name="marks">As <see cref="Coder.Marks"/> has them.</param>
    public void Add(int cell, ReadOnlySpan<ulong> marks)
    {
        var pattern = 0L;
        foreach (var side in _sides)
        {
            var level = side.LevelOf(marks);
            if (level < 0)
                return;
            pattern = pattern * side.Levels.Length + level;
        }
        _counts.Add(cell * _patterns + pattern, 1);
    }

    /// <summary>Adds what another, of the same sides, counted.</summary>
    /// <exception cref="EstimateException">It has other sides.</exception>
    public void Merge(PatternCounts other)
    {
        if (!_sides.Select(side => side.Side).SequenceEqual(other._sides.Select(side => side.Side)))
            throw new EstimateException("These counts are of other variables.");
        foreach (var (key, count) in other._counts.Counted)
            _counts.Add(key, count);
    }

    private ImmutableArray<int> LevelsOf(long pattern)
    {
        var levels = new int[_sides.Length];
        for (var side = levels.Length - 1; side >= 0; side--)
        {
            levels[side] = (int)(pattern % _sides[side].Levels.Length);
            pattern /= _sides[side].Levels.Length;
        }
        return [.. levels];
    }
}

/// <summary>Respondents of one cell who have the same levels.</summary>
internal readonly record struct Alike(int Cell, ImmutableArray<int> Levels, long Count);
