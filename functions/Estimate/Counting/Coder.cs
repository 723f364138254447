using System.Numerics;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Turns a stored response into the counters that it adds to. Its buffers are used again for the next one: one
/// thread at a time.</summary>
internal sealed class Coder
{
    private readonly Instrument _instrument;
    private readonly CountLayout _layout;
    private readonly (int First, int Options, ulong Allowed, bool IsMulti)[] _items;
    private readonly (int First, int Options, Derivation Rule)[] _derived;
    private readonly bool[] _asked;
    private readonly ulong[] _marks;
    private readonly int[] _margins;
    private readonly int[] _columns;

    public Coder(Definition definition, CountLayout layout)
    {
        _instrument = definition.Instrument;
        _layout = layout;
        _items =
        [
            .. _instrument.Items.Select(item =>
                (
                    layout[item.Id].First,
                    item.Options.Length,
                    ulong.MaxValue >> (64 - item.Options.Length),
                    item.Kind == ItemKind.Multi
                )
            ),
        ];
        _derived =
        [
            .. _instrument.Derived.Select(rule =>
                (layout[rule.Id].First, rule.Options.Length, new Derivation(_instrument, rule))
            ),
        ];
        _asked = new bool[_items.Length];
        _marks = new ulong[_items.Length + _derived.Length];
        _margins = new int[layout.MarginPlaces.Length];
        _columns = new int[layout.Columns];
    }

    /// <summary>Whether each item of the last response read was asked.</summary>
    public ReadOnlySpan<bool> Asked => _asked;

    /// <summary>The bits of each item's options, then of each derived variable's, in the last response read.</summary>
    public ReadOnlySpan<ulong> Marks => _marks;

    /// <summary>The response's cell and the columns to add one to, good until the next call.</summary>
    /// <exception cref="FormatException">The text is not a response to this instrument.</exception>
    public ReadOnlySpan<int> Read(string answers, out int cell)
    {
        var marks = _marks.AsSpan(0, _items.Length);
        Answers.Decode(_instrument, answers, _asked, marks);
        var filled = 0;
        _columns[filled++] = 0;
        for (var place = 0; place < _items.Length; place++)
        {
            var (first, options, allowed, isMulti) = _items[place];
            var bits = _marks[place];
            if ((bits & ~allowed) != 0 || (!isMulti && !IsOneOrNone(bits)))
                throw new FormatException("A stored response marks what its instrument lacks.");
            if (bits == 0)
                _columns[filled++] = first + options + (_asked[place] ? 1 : 0);
            for (; bits != 0; bits &= bits - 1)
                _columns[filled++] = first + BitOperations.TrailingZeroCount(bits);
        }
        for (var place = 0; place < _derived.Length; place++)
        {
            var (first, options, rule) = _derived[place];
            var code = rule.CodeOf(_asked, marks);
            _marks[_items.Length + place] = code < options ? 1UL << code : 0;
            _columns[filled++] = first + code;
        }
        for (var margin = 0; margin < _margins.Length; margin++)
            // Without a mark this is 64, beyond every option: no answer.
            _margins[margin] = BitOperations.TrailingZeroCount(
                _marks[_layout.MarginPlaces[margin]]
            );
        cell = _layout.CellOf(_margins);
        return _columns.AsSpan(0, filled);
    }

    private static bool IsOneOrNone(ulong bits) => (bits & (bits - 1)) == 0;
}
