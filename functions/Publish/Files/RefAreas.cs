using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Where the people of a group live, as SDMX's REF_AREA: the NUTS code of the region where the survey's data
/// (population.json) give it one, the country's where they live anywhere in it, and one made of the country and the
/// group's name for an area that is several regions. Without NUTS in the data: <c>_Z</c>, not applicable.</summary>
internal sealed class RefAreas
{
    private const string NotApplicable = "_Z";

    private readonly Definition _definition;
    private readonly Margin? _regions;
    private readonly ImmutableDictionary<string, string> _codes = ImmutableDictionary<
        string,
        string
    >.Empty;
    private readonly string _country = NotApplicable;

    public RefAreas(Definition definition)
    {
        _definition = definition;
        _regions = definition.Population.Margins.FirstOrDefault(margin =>
            margin.Categories.Any(one => !one.Nuts.IsEmpty)
        );
        if (_regions is null || VersionOf(_regions) is not { } version)
            return;
        _codes = _regions.Categories.ToImmutableDictionary(
            one => one.Id,
            one => one.Nuts[version][0]
        );
        _country = _codes.Values.Min(StringComparer.Ordinal)![..2];
    }

    /// <param name="group">As figures name it: options in the order of the breakdown's items, between colons.</param>
    public Category Of(Breakdown by, string group)
    {
        foreach (var (item, part) in by.Items.Zip(group.Split(':')))
            if (_codes.IsEmpty)
                break;
            else if (item == _regions!.Item)
                return OfCategories(
                    item,
                    part,
                    [.. _regions.Categories.Where(one => one.Options.Contains(part))]
                );
            else if (item == _regions.Coarser?.Id)
                return OfCategories(
                    item,
                    part,
                    [
                        .. _regions.Categories.Where(one =>
                            _regions
                                .Coarser.Groups.First(one => one.Id == part)
                                .Categories.Contains(one.Id)
                        ),
                    ]
                );
        return new(_country, _definition.Population.Name);
    }

    private Category OfCategories(string item, string part, ImmutableArray<MarginCategory> lived) =>
        new(
            lived is [{ Options: [_] } one]
                ? _codes[one.Id]
                : $"{_country}_{part.ToUpperInvariant()}",
            _definition.TextOf(item, part)!
        );

    /// <summary>The newest in which every category is one region; null: there is none.</summary>
    private static string? VersionOf(Margin regions) =>
        regions
            .Categories[0]
            .Nuts.Keys.Where(version =>
                regions.Categories.All(one =>
                    one.Nuts.TryGetValue(version, out var codes) && codes is [_]
                )
            )
            .Max(StringComparer.Ordinal);
}
