using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads places.json and checks its meaning.</summary>
internal static class PlacesReader
{
    public static Places Read(Node root, KnownVariables variables)
    {
        var item = root["item"]!.Value;
        if (variables.ItemAt(item) is { } known)
            foreach (var (option, node) in root["places"]!.Value.Members())
                if (!KnownVariables.OptionsOf(known).Contains(option))
                    node.Fault($"'{option}' is not an option of '{known.Id}'");
        var places = new Places(
            item.Text(),
            [
                .. root["places"]!
                    .Value.Members()
                    .Select(region => new RegionPlaces(
                        region.Name,
                        [.. region.Node.Items().Select(name => name.Text())]
                    )),
            ]
        );
        CheckNames(root, places);
        return places;
    }

    private static void CheckNames(Node root, Places places)
    {
        var names = places.Regions.SelectMany(region => region.Names).ToImmutableArray();
        foreach (var twice in names.GroupBy(name => name).Where(same => same.Count() > 1))
            root["places"]!.Value.Fault($"'{twice.Key}' is there twice");
        var count = root["count"]!.Value;
        if (count.Value.GetInt32() != names.Length)
            count.Fault($"there are {names.Length}");
    }
}
