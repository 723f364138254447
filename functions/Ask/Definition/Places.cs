using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Places whose name people know better than their region's (places.json).</summary>
/// <param name="Item">The item that asks for the region.</param>
/// <param name="Regions">By option of the item: the names of its places.</param>
public sealed record Places(string Item, ImmutableArray<RegionPlaces> Regions);

/// <param name="Names">In the language of the country, sorted by it.</param>
public sealed record RegionPlaces(string Option, ImmutableArray<string> Names);
