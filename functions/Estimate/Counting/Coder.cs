using System.Numerics;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Turns a stored response into the counters that it adds to. Its buffers are used again for the next one: one
/// thread at a time.</summary>
internal sealed class Coder
{
    private readonly Instrument _instrument;
    private readonly CountLayout _layout;
    private readonly Field[] _fields;
    private readonly (int First, int Options, Derivation Rule)[] _derived;
    private readonly bool[] _asked;
    private readonly ulong[] _marks;
    private readonly int[] _margins;
    private readonly int[] _columns;

    public Coder(Definition definition, CountLayout layout)
    {
        _instrument = definition.Instrument;
        _layout = layout;
        _fields =
        [
            .. _instrument.Items.Select(
                (item, place) =>
                    new Field(
                        item.Width,
                        layout[item.Id],
                        ulong.MaxValue >> (64 - item.Options.Length),
                        item.Kind != ItemKind.Multi,
                        layout.Judged.Contains(place)
                    )
            ),
        ];
        _derived =
        [
            .. _instrument.Derived.Select(rule =>
                (layout[rule.Id].First, rule.Options.Length, new Derivation(_instrument, rule))
            ),
        ];
        _asked = new bool[_fields.Length];
        _marks = new ulong[_fields.Length + _derived.Length];
        _margins = new int[layout.MarginPlaces.Length];
        _columns = new int[layout.Columns];
    }

    /// <summary>Whether each item of the last response read was asked.</summary>
    public ReadOnlySpan<bool> Asked => _asked;

    /// <summary>How many of <see cref="CountLayout.Judged"/> the last response read was asked.</summary>
    public int JudgedAsked { get; private set; }

    /// <summary>How many of these it answered.</summary>
    public int JudgedAnswered { get; private set; }

    /// <summary>The bits of each item's options, then of each derived variable's, in the last response read.</summary>
    public ReadOnlySpan<ulong> Marks => _marks;

    /// <summary>The response's cell and the columns to add one to, good until the next call.</summary>
    /// <exception cref="FormatException">The text is not a response to this instrument.</exception>
    public ReadOnlySpan<int> Read(string answers, out int cell)
    {
        if (answers.Length != _instrument.ItemIndex.Width)
            throw new FormatException("A stored response is not as long as its instrument.");
        _columns[0] = 0;
        var filled = Derive(ReadItems(answers, 1));
        for (var margin = 0; margin < _margins.Length; margin++)
            // Without a mark this is 64, beyond every option: no answer.
            _margins[margin] = BitOperations.TrailingZeroCount(
                _marks[_layout.MarginPlaces[margin]]
            );
        cell = _layout.CellOf(_margins);
        return _columns.AsSpan(0, filled);
    }

    /// <summary>All that an item's answer tells, while its field is at hand: one pass over the text.</summary>
    /// <returns>How many columns there are now.</returns>
    private int ReadItems(string answers, int filled)
    {
        (JudgedAsked, JudgedAnswered) = (0, 0);
        for (var (place, at) = (0, 0); place < _fields.Length; place++)
        {
            ref readonly var field = ref _fields[place];
            var text = answers.AsSpan(at, field.Width);
            at += field.Width;
            var (asked, bits) = (Answers.IsAsked(text), Answers.ReadField(text));
            if ((bits & ~field.Allowed) != 0 || (field.IsSingle && !IsOneOrNone(bits)))
                throw new FormatException("A stored response marks what its instrument lacks.");
            (_asked[place], _marks[place]) = (asked, bits);
            if (field.IsJudged)
            {
                JudgedAsked += asked ? 1 : 0;
                JudgedAnswered += bits != 0 ? 1 : 0;
            }
            if (bits == 0)
                _columns[filled++] = asked ? field.Columns.NoAnswer : field.Columns.NotAsked;
            for (; bits != 0; bits &= bits - 1)
                _columns[filled++] = field.Columns.First + BitOperations.TrailingZeroCount(bits);
        }
        return filled;
    }

    /// <returns>How many columns there are now.</returns>
    private int Derive(int filled)
    {
        var marks = _marks.AsSpan(0, _fields.Length);
        for (var place = 0; place < _derived.Length; place++)
        {
            var (first, options, rule) = _derived[place];
            var code = rule.CodeOf(_asked, marks);
            _marks[_fields.Length + place] = code < options ? 1UL << code : 0;
            _columns[filled++] = first + code;
        }
        return filled;
    }

    private static bool IsOneOrNone(ulong bits) => (bits & (bits - 1)) == 0;

    /// <summary>An item's part of the stored text.</summary>
    private readonly record struct Field(
        int Width,
        CountColumns Columns,
        ulong Allowed,
        bool IsSingle,
        bool IsJudged
    );
}
