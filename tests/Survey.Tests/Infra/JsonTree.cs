using System.Text.Json.Nodes;

namespace Survey.Tests.Infra;

internal static class JsonTree
{
    /// <summary>Every named value in it, at any depth.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Named(this JsonNode? node) =>
        node switch
        {
            JsonObject named => named.SelectMany(pair => pair.Value.Named().Prepend(pair)),
            JsonArray list => list.SelectMany(Named),
            _ => [],
        };

    /// <summary>The value of that name, wherever it is; null: there is none.</summary>
    public static JsonNode? Find(this JsonNode? node, string name) =>
        node.Named().FirstOrDefault(pair => pair.Key == name).Value;

    public static IEnumerable<string> Strings(this JsonNode? node) =>
        node switch
        {
            JsonObject named => named.SelectMany(pair => pair.Value.Strings()),
            JsonArray list => list.SelectMany(Strings),
            JsonValue value when value.TryGetValue<string>(out var text) => [text],
            _ => [],
        };
}
