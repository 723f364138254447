using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace Survey.Ask;

/// <summary>Items by place, and what routes them, looked up once: answers meet it on every submission.</summary>
internal sealed class ItemIndex
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly ImmutableArray<Section> _sections;
    private readonly ImmutableArray<(CompiledCondition Section, CompiledCondition Item)> _routes;
    private readonly ImmutableArray<CompiledCondition> _outside;

    /// <summary>By place: the item that options are taken from, and its bit for each option; none for most items.</summary>
    private readonly ImmutableArray<(int Place, ImmutableArray<ulong> Bits)> _sources;

    /// <exception cref="ArgumentException">A condition names an item or option that is not there.</exception>
    public ItemIndex(ImmutableArray<Section> sections)
    {
        Items = [.. sections.SelectMany(section => section.Items)];
        Width = Items.Sum(item => item.Width);
        _places = Items
            .Select((item, place) => KeyValuePair.Create(item.Id, place))
            .ToFrozenDictionary();
        _sections = [.. sections.SelectMany(section => section.Items.Select(_ => section))];
        _routes =
        [
            .. Items.Select(
                (item, place) => (Compile(SectionOf(place).AskIf), Compile(item.AskIf))
            ),
        ];
        _outside =
        [
            .. Items
                .Select((item, place) => new CompiledCondition(place, item.Outside, 0))
                .Where(item => item.In != 0),
        ];
        _sources = [.. Items.Select(Source)];
    }

    public ImmutableArray<Item> Items { get; }

    /// <summary>Of every item together.</summary>
    public int Width { get; }

    public int PlaceOf(string item) => _places.GetValueOrDefault(item, -1);

    public Section SectionOf(int place) => _sections[place];

    /// <param name="marks">Each item's bits, by place.</param>
    public bool Asks(int place, ReadOnlySpan<ulong> marks)
    {
        var (section, item) = _routes[place];
        return section.Holds(marks)
            && item.Holds(marks)
            && (
                Items[place].OptionsFrom is null
                || BitOperations.PopCount(Offered(place, marks)) > 1
            )
            && !IsOutside(marks, before: place);
    }

    /// <summary>The bits of the options offered at a place.</summary>
    public ulong Offered(int place, ReadOnlySpan<ulong> marks)
    {
        if (Items[place].OptionsFrom is null)
            return ulong.MaxValue;
        var (source, bits) = _sources[place];
        var offered = 0UL;
        for (var bit = 0; bit < bits.Length; bit++)
            if ((marks[source] & bits[bit]) != 0)
                offered |= 1UL << bit;
        return offered;
    }

    /// <summary>Whether one of the items before a place is answered as somebody would whom the survey is not for.</summary>
    public bool IsOutside(ReadOnlySpan<ulong> marks, int before)
    {
        foreach (var item in _outside)
            if (item.Place < before && item.Holds(marks))
                return true;
        return false;
    }

    public CompiledCondition Compile(Condition? condition) =>
        condition is null
            ? default
            : new CompiledCondition(
                Known(condition.Item),
                Mask(condition.Item, condition.In),
                Mask(condition.Item, condition.NotIn)
            );

    /// <summary>Holds when the answer has one of those options that the item has.</summary>
    public CompiledCondition AnyOf(string item, ImmutableArray<string> options)
    {
        var place = Known(item);
        return Items[place].Mask(options) is not 0 and var mask
            ? new CompiledCondition(place, mask, 0)
            : throw new ArgumentException($"Item '{item}' has no {string.Join(", ", options)}.");
    }

    private (int Place, ImmutableArray<ulong> Bits) Source(Item item) =>
        item.OptionsFrom is null
            ? default
            : (
                Known(item.OptionsFrom),
                [.. item.Options.Select(option => Mask(item.OptionsFrom, [option.Id]))]
            );

    private ulong Mask(string item, ImmutableArray<string> options)
    {
        var mask = Items[Known(item)].Mask(options);
        return BitOperations.PopCount(mask) == options.Length
            ? mask
            : throw new ArgumentException(
                $"Item '{item}' lacks one of {string.Join(", ", options)}."
            );
    }

    private int Known(string item) =>
        PlaceOf(item) is >= 0 and var place
            ? place
            : throw new ArgumentException($"There is no item '{item}'.");
}
