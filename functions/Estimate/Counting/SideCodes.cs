using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>One side of a table or model: its levels, and how a response's columns tell which one it has.</summary>
internal sealed class SideCodes
{
    private static readonly ImmutableArray<string> NoYes = ["no", "yes"];

    /// <summary>By column: 0 where it says nothing of this side, else a level's place plus 1.</summary>
    private readonly int[] _levelOfColumn;

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
        _levelOfColumn = new int[layout.Columns];
        for (var code = 0; code < columns.Options.Length; code++)
            _levelOfColumn[columns.First + code] = indicator switch
            {
                null => code + 1,
                _ => indicator.Yes.Contains(columns.Options[code]) ? 2 : 1,
            };
    }

    public Side Side { get; }

    /// <summary>A variable's options, or an indicator's "no" and "yes".</summary>
    public ImmutableArray<string> Levels { get; }

    /// <summary>The level's place, or -1: not asked, or no answer.</summary>
    /// <param name="columns">Of one response, as <see cref="Coder.Read"/> gives them.</param>
    public int LevelOf(ReadOnlySpan<int> columns)
    {
        // The greatest: of a multi-choice item, the one option that is the yes may be marked beside others.
        var level = 0;
        foreach (var column in columns)
            level = Math.Max(level, _levelOfColumn[column]);
        return level - 1;
    }
}
