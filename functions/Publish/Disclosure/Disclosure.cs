using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>The one place that decides what of a wave may be shown. Everything published is made from its rows; what it
/// suppresses is not in them.</summary>
/// <remarks>
/// Against a reader who knows every published count exactly (published are roundings of them), how groups add up, and
/// how indicators on the same items hang together: each suppressed count of yes and no, and each suppressed base, stays
/// open over at least ten values. Not hidden are a count of 0 that a published 0 of a larger group implies, and a base
/// that another indicator on the same variable shows for the same group. See <see cref="Complement"/> on
/// respondents outside every shown group.
/// </remarks>
public static class Disclosure
{
    /// <exception cref="InvalidOperationException">The figures are not whole or not of this definition.</exception>
    public static ImmutableArray<Row> Apply(Definition definition, Figures figures)
    {
        var board = new Board(definition, figures);
        PrimaryRule.Apply(board);
        bool isOpen;
        do
        {
            for (var indicator = 0; indicator < board.Indicators.Length; indicator++)
                Complement.Apply(board, indicator);
            isOpen = false;
            foreach (var family in Family.Of(definition))
                isOpen |= IntervalRule.Apply(board, family);
        } while (isOpen);
        return Rows(board);
    }

    /// <summary>The board as it stands, rounded: rule 3.</summary>
    internal static ImmutableArray<Row> Rows(Board board) =>
        [
            .. board
                .Places()
                .Select(place =>
                    Row.Of(
                        board[place.Indicator, place.Group],
                        board.IsSuppressed(place.Indicator, place.Group)
                    )
                ),
        ];
}
