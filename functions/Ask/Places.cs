using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace Survey.Ask;

/// <summary>Items by place, and what routes them, looked up once: answers meet it on every submission.</summary>
internal sealed class Places
{
    private readonly FrozenDictionary<string, int> places;
    private readonly ImmutableArray<Section> sections;
    private readonly ImmutableArray<(Route Section, Route Item)> routes;

    /// <exception cref="ArgumentException">A condition names an item or option that is not there.</exception>
    public Places(ImmutableArray<Section> sections)
    {
        Items = [.. sections.SelectMany(section => section.Items)];
        Width = Items.Sum(item => item.Width);
        places = Items
            .Select((item, place) => KeyValuePair.Create(item.Id, place))
            .ToFrozenDictionary();
        this.sections = [.. sections.SelectMany(section => section.Items.Select(_ => section))];
        routes =
        [
            .. Items.Select(
                (item, place) => (RouteOf(SectionOf(place).AskIf), RouteOf(item.AskIf))
            ),
        ];
    }

    public ImmutableArray<Item> Items { get; }

    /// <summary>Of every item together.</summary>
    public int Width { get; }

    public int PlaceOf(string item) => places.GetValueOrDefault(item, -1);

    public Section SectionOf(int place) => sections[place];

    /// <param name="marks">Each item's bits, by place.</param>
    public bool Asks(int place, ReadOnlySpan<ulong> marks)
    {
        var (section, item) = routes[place];
        return section.Holds(marks) && item.Holds(marks);
    }

    public Route RouteOf(Condition? condition) =>
        condition is null
            ? default
            : new Route(
                Known(condition.Item),
                Mask(condition.Item, condition.In),
                Mask(condition.Item, condition.NotIn)
            );

    /// <summary>The bits of options that the item must have.</summary>
    public ulong Mask(string item, ImmutableArray<string> options)
    {
        var mask = Items[Known(item)].Mask(options);
        return BitOperations.PopCount(mask) == options.Length
            ? mask
            : throw new ArgumentException(
                $"Item '{item}' lacks one of {string.Join(", ", options)}."
            );
    }

    public int Known(string item) =>
        PlaceOf(item) is >= 0 and var place
            ? place
            : throw new ArgumentException($"There is no item '{item}'.");
}
