using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>One side of a table or model: its levels, and how a response's columns tell which one it has.</summary>
internal sealed class SideCodes
{
    private static readonly ImmutableArray<string> NoYes = ["no", "yes"];

    private readonly int _first;

    /// <summary>By the variable's columns from the first: a level's place plus 1.</summary>
    private readonly int[] _levels;

    /// <exception cref="EstimateException">There is no such indicator.</exception>
    public SideCodes(Side side, Reporting reporting, CountLayout layout)
    {
        Side = side;
        var indicator = side.IsIndicator
            ? reporting.Indicators.FirstOrDefault(one => one.Id == side.Id)
                ?? throw new EstimateException($"There is no indicator {side.Id}.")
            : null;
        var columns = layout[indicator?.Variable ?? side.Id];
        Levels = indicator is null ? columns.Options : NoYes;
        _first = columns.First;
        _levels =
        [
            .. columns.Options.Select(
                (option, code) =>
                    indicator is null ? code + 1
                    : indicator.Yes.Contains(option) ? 2
                    : 1
            ),
        ];
    }

    public Side Side { get; }

    /// <summary>A variable's options, or an indicator's "no" and "yes".</summary>
    public ImmutableArray<string> Levels { get; }

    /// <summary>The level's place, or -1: not asked, or no answer.</summary>
    /// <param name="columns">Of one response, ascending, as <see cref="Coder.Read"/> gives them.</param>
    public int LevelOf(ReadOnlySpan<int> columns)
    {
        var found = columns.BinarySearch(_first);
        // The greatest: of a multi-choice item, the one option that is the yes may be marked beside others.
        var level = 0;
        for (var at = found < 0 ? ~found : found; at < columns.Length; at++)
        {
            var code = columns[at] - _first;
            if (code >= _levels.Length)
                break;
            level = Math.Max(level, _levels[code]);
        }
        return level - 1;
    }
}
