using System.Numerics;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Turns a stored response into the counters that it adds to. Its buffers are used again for the next one: one
/// thread at a time.</summary>
internal sealed class Coder
{
    private readonly Instrument instrument;
    private readonly CountLayout layout;
    private readonly (int First, int Options, ulong Allowed, bool IsMulti)[] items;
    private readonly (int First, Derivation Rule)[] derived;
    private readonly bool[] asked;
    private readonly ulong[] marks;
    private readonly int[] margins;
    private readonly int[] columns;

    public Coder(Definition definition, CountLayout layout)
    {
        instrument = definition.Instrument;
        this.layout = layout;
        items =
        [
            .. instrument.Items.Select(item =>
                (
                    layout[item.Id].First,
                    item.Options.Length,
                    ulong.MaxValue >> (64 - item.Options.Length),
                    item.Kind == ItemKind.Multi
                )
            ),
        ];
        derived =
        [
            .. instrument.Derived.Select(rule =>
                (layout[rule.Id].First, new Derivation(instrument, rule))
            ),
        ];
        asked = new bool[items.Length];
        marks = new ulong[items.Length];
        margins = new int[layout.MarginPlaces.Length];
        columns = new int[layout.Columns];
    }

    /// <summary>The response's cell and the columns to add one to, good until the next call.</summary>
    /// <exception cref="FormatException">The text is not a response to this instrument.</exception>
    public ReadOnlySpan<int> Read(string answers, out int cell)
    {
        Answers.Decode(instrument, answers, asked, marks);
        var filled = 0;
        columns[filled++] = 0;
        for (var place = 0; place < items.Length; place++)
        {
            var (first, options, allowed, isMulti) = items[place];
            var bits = marks[place];
            if ((bits & ~allowed) != 0 || (!isMulti && !IsOneOrNone(bits)))
                throw new FormatException("A stored response marks what its instrument lacks.");
            if (bits == 0)
                columns[filled++] = first + options + (asked[place] ? 1 : 0);
            for (; bits != 0; bits &= bits - 1)
                columns[filled++] = first + BitOperations.TrailingZeroCount(bits);
        }
        foreach (var (first, rule) in derived)
            columns[filled++] = first + rule.CodeOf(asked, marks);
        for (var margin = 0; margin < margins.Length; margin++)
            // Without a mark this is 64, beyond every option: no answer.
            margins[margin] = BitOperations.TrailingZeroCount(marks[layout.MarginPlaces[margin]]);
        cell = layout.CellOf(margins);
        return columns.AsSpan(0, filled);
    }

    private static bool IsOneOrNone(ulong bits) => (bits & (bits - 1)) == 0;
}
