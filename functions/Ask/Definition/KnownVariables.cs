using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>What has been read of an instrument so far, for references to be checked against.</summary>
/// <param name="itemIds">Every item's id, those not read yet too.</param>
internal sealed class KnownVariables(IReadOnlySet<string> itemIds)
{
    public Dictionary<string, Item> Items { get; } = [];

    public Dictionary<string, Derived> Derived { get; } = [];

    /// <summary>Items not asked of everybody: by a condition, their own or their section's, or by what they offer.</summary>
    public HashSet<string> Routed { get; } = [];

    /// <summary>Every claim or reason that an item names.</summary>
    public List<Node> Serves { get; } = [];

    /// <summary>The item that the node names; null, and a fault there, when none of that id was asked before.</summary>
    public Item? ItemAt(Node node)
    {
        var id = node.Text();
        if (Items.TryGetValue(id, out var item))
            return item;
        node.Fault(
            itemIds.Contains(id)
                ? $"item '{id}' is not asked before this"
                : $"there is no item '{id}'"
        );
        return null;
    }

    /// <summary>The options of the item or derived variable that the node names; null, and a fault there, when there is
    /// none of that id.</summary>
    public ImmutableArray<string>? OptionsAt(Node node)
    {
        if (Derived.TryGetValue(node.Text(), out var derived))
            return derived.Options;
        if (Items.TryGetValue(node.Text(), out var item))
            return OptionsOf(item);
        node.Fault($"there is no item or derived variable '{node.Text()}'");
        return null;
    }

    public bool Knows(string variable) =>
        Items.ContainsKey(variable) || Derived.ContainsKey(variable);

    public static ImmutableArray<string> OptionsOf(Item item) =>
        [.. item.Options.Select(option => option.Id)];

    /// <summary>Names those of a list of options that are not <paramref name="known"/>; where none is known, that fault is
    /// named already.</summary>
    public static void Check(IEnumerable<Node> options, ImmutableArray<string> known, string of)
    {
        foreach (var option in options)
            if (!known.IsEmpty && !known.Contains(option.Text()))
                option.Fault(
                    $"'{option.Text()}' is not an option of {of}; there are {string.Join(", ", known)}"
                );
    }

    /// <summary>A condition on an item that was read before.</summary>
    public Condition ConditionAt(Node node)
    {
        var condition = new Condition(node.Text("item"), node.Ids("in"), node.Ids("not_in"));
        if (ItemAt(node["item"]!.Value) is { } item)
        {
            Check(node.Items("in"), OptionsOf(item), $"'{item.Id}'");
            Check(node.Items("not_in"), OptionsOf(item), $"'{item.Id}'");
        }
        foreach (var option in node.Items("not_in"))
            if (condition.In.Contains(option.Text()))
                option.Fault($"'{option.Text()}' is in both lists");
        return condition;
    }
}
