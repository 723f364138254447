using System.Text.Json;
using System.Text.RegularExpressions;

namespace Survey.Ask;

/// <summary>JSON Schema's keywords that look at one value alone.</summary>
internal static class Keywords
{
    public static void CheckValue(Node node, JsonElement schema)
    {
        if (
            schema.TryGetProperty("const", out var constant)
            && !JsonElement.DeepEquals(constant, node.Value)
        )
            node.Fault($"must be {constant.GetRawText()}");
        if (
            schema.TryGetProperty("enum", out var choices)
            && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, node.Value))
        )
            node.Fault($"must be one of {string.Join(", ", choices.EnumerateArray())}");
        if (
            schema.TryGetProperty("pattern", out var pattern)
            && node.Value.ValueKind == JsonValueKind.String
            && !Matches(node.Text(), pattern.GetString()!)
        )
            node.Fault($"must match {pattern}");
        if (
            schema.TryGetProperty("minimum", out var minimum)
            && node.Value.ValueKind == JsonValueKind.Number
            && node.Value.GetDecimal() < minimum.GetDecimal()
        )
            node.Fault($"must be {minimum} or more");
    }

    public static void CheckCount(
        Node node,
        int count,
        JsonElement schema,
        string what,
        string noun
    )
    {
        if (schema.TryGetProperty($"min{what}", out var least) && count < least.GetInt32())
            node.Fault($"has {count} {noun}, fewer than {least}");
        if (schema.TryGetProperty($"max{what}", out var most) && count > most.GetInt32())
            node.Fault($"has {count} {noun}, more than {most}");
    }

    /// <summary>ECMAScript's <c>$</c> is the very end of a text; .NET's would let a line break follow.</summary>
    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(
            text,
            pattern.EndsWith('$') ? $"{pattern[..^1]}\\z" : pattern,
            RegexOptions.CultureInvariant
        );

    public static bool Is(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => throw new NotSupportedException($"Type '{type}'."),
        };

    public static string InWords(string type) =>
        type switch
        {
            "object" => "an object",
            "array" => "a list",
            "string" => "text",
            "boolean" => "true or false",
            _ => "a whole number",
        };
}
