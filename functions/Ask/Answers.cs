namespace Survey.Ask;

/// <summary>One person's answers to one instrument: for each item the bits of the options marked, or none.
/// Knows what routing asks, and reads and writes the fixed-width text that is stored.</summary>
public sealed class Answers(Instrument instrument)
{
    private const char NotAsked = '-';

    private readonly ulong[] _marks = new ulong[instrument.Items.Length];

    public Instrument Instrument => instrument;

    /// <summary>The bits of the options marked at an item's place; 0: no answer.</summary>
    public ulong this[int place]
    {
        get => _marks[place];
        set => _marks[place] = value;
    }

    /// <summary>No item is answered.</summary>
    public bool IsEmpty => Array.TrueForAll(_marks, marks => marks == 0);

    /// <summary>From somebody the survey is not for.</summary>
    public bool IsOutside => instrument.ItemIndex.IsOutside(_marks, _marks.Length);

    /// <summary>Whether routing asks the item, given the answers to the items before it: its section's and its own
    /// condition hold, there are two options or more to choose from, and the survey is for this person.</summary>
    public bool IsAsked(int place) => instrument.ItemIndex.Asks(place, _marks);

    /// <summary>The bits of the options offered at a place, given the answers to the items before it.</summary>
    public ulong Offered(int place) => instrument.ItemIndex.Offered(place, _marks);

    /// <summary>Whether a condition holds for these answers; null always does.</summary>
    public bool Holds(Condition? condition) =>
        instrument.ItemIndex.Compile(condition).Holds(_marks);

    /// <summary>Takes away what was not asked or not offered, first item first, as each may route later ones.</summary>
    public void DropUnasked()
    {
        for (var place = 0; place < _marks.Length; place++)
            _marks[place] = IsAsked(place) ? _marks[place] & Offered(place) : 0;
    }

    /// <summary>Every item's bits in hexadecimal, each as wide as its options need; <c>-</c> for one not asked. The same
    /// length for every response to an instrument.</summary>
    public string Encode() =>
        string.Create(
            instrument.ItemIndex.Width,
            this,
            static (text, self) =>
            {
                for (var place = 0; place < self._marks.Length; place++)
                {
                    var field = text[..self.Instrument.Items[place].Width];
                    if (self.IsAsked(place))
                        WriteField(self._marks[place], field);
                    else
                        field.Fill(NotAsked);
                    text = text[field.Length..];
                }
            }
        );

    /// <summary>What <see cref="Encode"/> wrote.</summary>
    /// <param name="asked">Filled: whether each item was asked; as long as the instrument has items.</param>
    /// <param name="marks">Filled: each item's bits.</param>
    /// <exception cref="FormatException">The text is not one of this instrument's.</exception>
    public static void Decode(
        Instrument instrument,
        ReadOnlySpan<char> text,
        Span<bool> asked,
        Span<ulong> marks
    )
    {
        for (var place = 0; place < instrument.Items.Length; place++)
        {
            var width = instrument.Items[place].Width;
            if (text.Length < width)
                throw new FormatException("A stored response is shorter than its instrument.");
            asked[place] = IsAsked(text);
            marks[place] = ReadField(text[..width]);
            text = text[width..];
        }
        if (text.Length > 0)
            throw new FormatException("A stored response is longer than its instrument.");
    }

    /// <summary>Whether an item was asked, by its part of the stored text.</summary>
    internal static bool IsAsked(ReadOnlySpan<char> digits) => digits[0] != NotAsked;

    /// <summary>One item's bits in its part of the stored text.</summary>
    internal static void WriteField(ulong value, Span<char> digits)
    {
        for (var place = digits.Length - 1; place >= 0; place--, value >>= 4)
            digits[place] = "0123456789abcdef"[(int)(value & 15)];
    }

    /// <summary>What <see cref="WriteField"/> wrote; 0 for an item that was not asked.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    internal static ulong ReadField(ReadOnlySpan<char> digits) => IsAsked(digits) ? Hex(digits) : 0;

    private static ulong Hex(ReadOnlySpan<char> digits)
    {
        var value = 0UL;
        foreach (var digit in digits)
            value = (value << 4) | HexDigit(digit);
        return value;
    }

    private static ulong HexDigit(char digit) =>
        digit switch
        {
            >= '0' and <= '9' => (ulong)(digit - '0'),
            >= 'a' and <= 'f' => (ulong)(digit - 'a' + 10),
            _ => throw new FormatException("A stored response holds something else than digits."),
        };
}
