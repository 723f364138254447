using System.Globalization;
using System.Text.Json.Nodes;

namespace Survey.Tests.Ask;

/// <summary>RFC 6902's add, remove and replace.</summary>
internal static class JsonPatch
{
    /// <returns>The document; null when all of it was removed.</returns>
    public static JsonNode? Apply(JsonNode root, JsonNode change)
    {
        var steps = change["path"]!.GetValue<string>().Split('/').Skip(1).ToList();
        if (steps.Count == 0)
            return null;
        var parent = steps.SkipLast(1).Aggregate(root, Below);
        var name = steps[^1];
        var operation = change["op"]!.GetValue<string>();
        if (operation == "add" == Has(parent, name) && parent is JsonObject)
            throw new InvalidOperationException($"Cannot {change.ToJsonString()}.");
        if (operation != "add")
            Remove(parent, name);
        if (operation != "remove")
            Insert(parent, name, change["value"]!.DeepClone());
        return root;
    }

    private static JsonNode Below(JsonNode node, string step) =>
        (node is JsonArray list ? list[Index(step)] : node[step])!;

    private static bool Has(JsonNode node, string name) =>
        node is JsonObject members && members.ContainsKey(name);

    private static void Remove(JsonNode node, string name)
    {
        if (node is JsonArray list)
            list.RemoveAt(Index(name));
        else
            node.AsObject().Remove(name);
    }

    private static void Insert(JsonNode node, string name, JsonNode value)
    {
        if (node is JsonArray list)
            list.Insert(Index(name), value);
        else
            node.AsObject().Add(name, value);
    }

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
