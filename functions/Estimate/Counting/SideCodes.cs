using System.Collections.Immutable;
using System.Numerics;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>One side of a table or model: its levels, and how a response's marks tell which one it has.</summary>
internal sealed class SideCodes
{
    private static readonly ImmutableArray<string> NoYes = ["no", "yes"];

    private readonly int _place;

    /// <summary>The bits of the options that are an indicator's "yes"; null for a variable.</summary>
    private readonly ulong? _yes;

    /// <exception cref="EstimateException">There is no such indicator.</exception>
    public SideCodes(Side side, Reporting reporting, CountLayout layout)
    {
        Side = side;
        var indicator = side.IsIndicator
            ? reporting.Indicators.FirstOrDefault(one => one.Id == side.Id)
                ?? throw new EstimateException($"There is no indicator {side.Id}.")
            : null;
        var columns = layout[indicator?.Variable ?? side.Id];
        _place = columns.Place;
        _yes = indicator?.Yes.Aggregate(
            0UL,
            (bits, option) => bits | (1UL << columns.Options.IndexOf(option))
        );
        Levels = indicator is null ? columns.Options : NoYes;
    }

    public Side Side { get; }

    /// <summary>A variable's options, or an indicator's "no" and "yes".</summary>
    public ImmutableArray<string> Levels { get; }

    /// <summary>The level's place, or -1: not asked, or no answer.</summary>
    /// <param name="marks">Of one response, as <see cref="Coder.Marks"/> has them.</param>
    public int LevelOf(ReadOnlySpan<ulong> marks) =>
        (marks[_place], _yes) switch
        {
            (0, _) => -1,
            // Of a multi-choice item, the one option that is the yes may be marked beside others.
            (var bits, { } yes) => (bits & yes) != 0 ? 1 : 0,
            var (bits, _) => BitOperations.Log2(bits),
        };
}
