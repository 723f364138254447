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

    /// <exception cref="ArgumentException">A condition names an item or option that is not there.</exception>
    public ItemIndex(ImmutableArray<Section> sections)
    {
        Items = [.. sections.SelectMany(section => section.Items)];
        Width = Items.Sum(item => item.Width);
        _places = Items
            .Select((item, place) => KeyValuePair.Create(item.Id, place))
            .ToFrozenDictionary();
        this._sections = [.. sections.SelectMany(section => section.Items.Select(_ => section))];
        _routes =
        [
            .. Items.Select(
                (item, place) => (Compile(SectionOf(place).AskIf), Compile(item.AskIf))
            ),
        ];
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
        return section.Holds(marks) && item.Holds(marks);
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
