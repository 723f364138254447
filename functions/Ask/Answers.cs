namespace Survey.Ask;

/// <summary>One person's answers to one instrument: for each item the bits of the options marked, or none.
/// Knows what routing asks, and reads and writes the fixed-width text that is stored.</summary>
public sealed class Answers(Instrument instrument)
{
    private const char NotAsked = '-';

    private readonly ulong[] marks = new ulong[instrument.Items.Length];

    public Instrument Instrument => instrument;

    /// <summary>The bits of the options marked at an item's place; 0: no answer.</summary>
    public ulong this[int place]
    {
        get => marks[place];
        set => marks[place] = value;
    }

    /// <summary>Whether routing asks the item, given the answers to the items before it: its section's and its own
    /// condition hold.</summary>
    public bool IsAsked(int place) =>
        Holds(instrument.SectionOf(place).AskIf) && Holds(instrument.Items[place].AskIf);

    /// <summary>Whether a condition holds for these answers; null always does.</summary>
    public bool Holds(Condition? condition)
    {
        if (condition is null)
            return true;
        var place = instrument.PlaceOf(condition.Item);
        var item = instrument.Items[place];
        return (condition.In.IsEmpty || (marks[place] & item.Mask(condition.In)) != 0)
            && (marks[place] & item.Mask(condition.NotIn)) == 0;
    }

    /// <summary>Takes away answers to items that routing leaves out, first item first, as each may route later ones.</summary>
    public void DropUnasked()
    {
        for (var place = 0; place < marks.Length; place++)
            if (!IsAsked(place))
                marks[place] = 0;
    }

    /// <summary>Every item's bits in hexadecimal, each as wide as its options need; <c>-</c> for one not asked. The same
    /// length for every response to an instrument.</summary>
    public string Encode() =>
        string.Create(
            instrument.Items.Sum(Width),
            this,
            static (text, self) =>
            {
                var items = self.Instrument.Items;
                for (var place = 0; place < items.Length; place++)
                {
                    var width = Width(items[place]);
                    if (self.IsAsked(place))
                        self.marks[place].TryFormat(text, out _, $"x{width}", null);
                    else
                        text[..width].Fill(NotAsked);
                    text = text[width..];
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
            var width = Width(instrument.Items[place]);
            if (text.Length < width)
                throw new FormatException("A stored response is shorter than its instrument.");
            asked[place] = text[0] != NotAsked;
            marks[place] = asked[place] ? Hex(text[..width]) : 0;
            text = text[width..];
        }
        if (text.Length > 0)
            throw new FormatException("A stored response is longer than its instrument.");
    }

    private static int Width(Item item) => (item.Options.Length + 3) / 4;

    private static ulong Hex(ReadOnlySpan<char> digits)
    {
        var value = 0UL;
        foreach (var digit in digits)
            value =
                (value << 4)
                | (
                    char.IsAsciiHexDigit(digit)
                        ? (ulong)HexDigit(digit)
                        : throw new FormatException()
                );
        return value;
    }

    private static int HexDigit(char digit) => digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}
