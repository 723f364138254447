namespace Survey.Publish;

/// <summary>Rule 1: what a row would show by itself.</summary>
internal static class PrimaryRule
{
    /// <summary>Respondents that a base, and a wave, must have at least.</summary>
    public const int SmallestBase = 30;

    /// <summary>A count of yes or no is 0 or at least this.</summary>
    public const int SmallestCount = 10;

    public static void Apply(Board board)
    {
        foreach (var (indicator, group) in board.Places())
            if (Hides(board, indicator, group))
                board.Suppress(indicator, group);
    }

    private static bool Hides(Board board, int indicator, int group)
    {
        if (board.Responses < SmallestBase)
            return true;
        var counts = board.Count(indicator, group);
        if (counts.Base == 0)
            return !MayShowEmpty(board, indicator, group);
        return counts.Base < SmallestBase
            || counts.Yes is > 0 and < SmallestCount
            || counts.No is > 0 and < SmallestCount
            || (
                counts.No == 0
                && Variables.IsSensitive(
                    board.Definition.Instrument,
                    board.Indicators[indicator].Variable
                )
            );
    }

    /// <summary>"Nobody here answered" is itself said of a group's respondents (e.g. that none of them plays), so it is
    /// said only of nobody, of enough, or where it follows from saying it of a larger group.</summary>
    private static bool MayShowEmpty(Board board, int indicator, int group) =>
        board.Size(group) is 0 or >= SmallestBase
        || board.Groups.Sums.Any(sum =>
            sum.Parts.Contains(group)
            && board.Count(indicator, sum.Total).Base == 0
            && MayShowEmpty(board, indicator, sum.Total)
        );
}
