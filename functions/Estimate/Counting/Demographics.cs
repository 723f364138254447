using System.Collections.Immutable;
using System.Numerics;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How many respondents gave which known answers to the items of the population's margins, as counts of cells.
/// An answer is known when it belongs to a category of the population; any other, and none, is counted as no answer.
/// Counts add up in any order. One thread at a time.</summary>
internal sealed class Demographics
{
    private readonly Field[] _fields;
    private readonly int _width;
    private readonly long[] _people;
    private readonly bool[] _isKnown;
    private readonly int[] _codes;

    public Demographics(Definition definition)
    {
        var instrument = definition.Instrument;
        Layout = new CountLayout(definition);
        Items = [.. Layout.MarginPlaces.Select(place => instrument.Items[place])];
        _width = instrument.ItemIndex.Width;
        _fields =
        [
            .. Layout.MarginPlaces.Select(
                (place, margin) =>
                    new Field(
                        instrument.Items.Take(place).Sum(item => item.Width),
                        Items[margin].Width,
                        Items[margin]
                            .Mask(
                                definition
                                    .Population.Margins[margin]
                                    .Categories.SelectMany(category => category.Options)
                            )
                    )
            ),
        ];
        _people = new long[Layout.Cells];
        _isKnown =
        [
            .. Enumerable
                .Range(0, Layout.Cells)
                .Select(cell =>
                    Enumerable.Range(0, _fields.Length).All(margin => IsKnown(cell, margin))
                ),
        ];
        _codes = new int[_fields.Length];
    }

    public CountLayout Layout { get; }

    /// <summary>The item of each margin.</summary>
    public ImmutableArray<Item> Items { get; }

    public long Responses => _people.Sum();

    /// <summary>Respondents of a cell.</summary>
    public long this[int cell] => _people[cell];

    /// <summary>Counts one response.</summary>
    /// <returns>Its cell.</returns>
    /// <exception cref="FormatException">The text is not a response to this instrument.</exception>
    public int Add(string answers)
    {
        var cell = CellOf(answers);
        _people[cell]++;
        return cell;
    }

    public void Merge(Demographics other)
    {
        for (var cell = 0; cell < _people.Length; cell++)
            _people[cell] += other._people[cell];
    }

    /// <summary>Whether a cell's respondents gave a known answer to a margin's item.</summary>
    public bool IsKnown(int cell, int margin) =>
        Layout.CodeOf(cell, margin) < Items[margin].Options.Length;

    /// <summary>Whether a cell's respondents gave a known answer to every margin's item.</summary>
    public bool IsKnown(int cell) => _isKnown[cell];

    /// <summary>The cell of a response's known answers.</summary>
    /// <exception cref="FormatException">The text is not a response to this instrument.</exception>
    public int CellOf(string answers) => CellOf(answers, _codes);

    /// <param name="codes">To work in, one for each margin: for use by several threads.</param>
    public int CellOf(string answers, Span<int> codes)
    {
        if (answers.Length != _width)
            throw new FormatException("A stored response is not as long as its instrument.");
        for (var margin = 0; margin < _fields.Length; margin++)
        {
            var bits = Answers.ReadField(_fields[margin].In(answers));
            if (
                bits != 0
                && (!BitOperations.IsPow2(bits) || bits >> Items[margin].Options.Length != 0)
            )
                throw new FormatException("A stored response marks what its instrument lacks.");
            codes[margin] = BitOperations.TrailingZeroCount(bits & _fields[margin].Known);
        }
        return Layout.CellOf(codes);
    }

    /// <summary>Makes an option the answer to a margin's item.</summary>
    public void Write(Span<char> answers, int margin, int option) =>
        Answers.WriteField(
            1UL << option,
            answers.Slice(_fields[margin].Start, _fields[margin].Width)
        );

    /// <summary>Where an item's answer stands in the stored text, and the bits of its known options.</summary>
    private readonly record struct Field(int Start, int Width, ulong Known)
    {
        public ReadOnlySpan<char> In(string answers) => answers.AsSpan(Start, Width);
    }
}
