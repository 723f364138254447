using System.Text.Json;

namespace Survey.Ask;

/// <summary>The JSON Schemas beside the surveys, interpreted: the files that help in an editor are the ones that decide
/// here. Knows the keywords of JSON Schema 2020-12 that they use, and refuses a schema with any other, so that none can
/// ask for something that is not checked.</summary>
internal sealed class Schemas
{
    private readonly IReadOnlyDictionary<string, JsonElement> _files;

    /// <param name="files">File name to schema.</param>
    /// <exception cref="NotSupportedException">A schema uses a keyword that is not known here.</exception>
    public Schemas(IReadOnlyDictionary<string, JsonElement> files)
    {
        _files = files;
        foreach (var (file, schema) in files)
            Verify(file, schema);
    }

    /// <summary>Names every place of the value that is not as the schema file says.</summary>
    public void Check(Node node, string file) => Check(node, file, _files[file]);

    /// <summary>What belongs at a place, in the schema's own words; null: it says nothing of it.</summary>
    /// <param name="pointer">Into a file that the schema file is of, e.g. <c>/sections/0/items/2/kind</c>.</param>
    public string? Describe(string file, string pointer)
    {
        var at = (File: file, Schema: _files[file]);
        foreach (var name in pointer.Split('/').Skip(1))
        {
            while (at.Schema.TryGetProperty("$ref", out var reference))
                at = Resolve(at.File, reference.GetString()!);
            if (Below(at.Schema, name) is not { } below)
                return null;
            at = (at.File, below);
        }
        while (true)
        {
            if (at.Schema.TryGetProperty("description", out var words))
                return words.GetString();
            if (!at.Schema.TryGetProperty("$ref", out var reference))
                return null;
            at = Resolve(at.File, reference.GetString()!);
        }
    }

    private static JsonElement? Below(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var known)
        && known.TryGetProperty(name, out var member)
            ? member
        : schema.TryGetProperty("items", out var items) ? items
        : schema.TryGetProperty("additionalProperties", out var others)
        && others.ValueKind == JsonValueKind.Object
            ? others
        : null;

    private void Verify(string file, JsonElement schema)
    {
        foreach (var keyword in schema.EnumerateObject())
            switch (keyword.Name)
            {
                case "properties" or "$defs":
                    foreach (var below in keyword.Value.EnumerateObject())
                        Verify(file, below.Value);
                    break;
                case "items" or "propertyNames":
                case "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.Object:
                    Verify(file, keyword.Value);
                    break;
                case "$ref":
                    Resolve(file, keyword.Value.GetString()!);
                    break;
                case "$schema" or "$id" or "title" or "description" or "additionalProperties":
                case "type" or "enum" or "const" or "pattern" or "minimum" or "required":
                case "minProperties"
                or "maxProperties"
                or "minItems"
                or "maxItems"
                or "uniqueItems":
                    break;
                default:
                    throw new NotSupportedException($"{file} uses '{keyword.Name}'.");
            }
    }

    private (string File, JsonElement Schema) Resolve(string file, string reference)
    {
        var parts = reference.Split('#');
        var target = parts[0].Length == 0 ? file : parts[0];
        var schema = _files[target];
        foreach (var name in parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries))
            schema = schema.GetProperty(name);
        return (target, schema);
    }

    private void Check(Node node, string file, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = Resolve(file, reference.GetString()!);
            Check(node, target.File, target.Schema);
        }
        if (
            schema.TryGetProperty("type", out var type)
            && !Keywords.Is(node.Value, type.GetString()!)
        )
        {
            node.Fault($"must be {Keywords.InWords(type.GetString()!)}");
            return;
        }
        Keywords.CheckValue(node, schema);
        if (node.Value.ValueKind == JsonValueKind.Array)
            CheckList(node, file, schema);
        if (node.Value.ValueKind == JsonValueKind.Object)
            CheckObject(node, file, schema);
    }

    private void CheckList(Node node, string file, JsonElement schema)
    {
        var count = node.Value.GetArrayLength();
        Keywords.CheckCount(node, count, schema, "Items", count == 1 ? "entry" : "entries");
        if (
            schema.TryGetProperty("uniqueItems", out var unique)
            && unique.GetBoolean()
            && node.Value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count()
                < count
        )
            node.Fault("has an entry twice");
        if (schema.TryGetProperty("items", out var items))
            foreach (var item in node.Items())
                Check(item, file, items);
    }

    private void CheckObject(Node node, string file, JsonElement schema)
    {
        var count = node.Value.EnumerateObject().Count();
        Keywords.CheckCount(node, count, schema, "Properties", count == 1 ? "member" : "members");
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
                if (node[name] is null)
                    node.Fault($"has no '{name}'");
        var known = schema.TryGetProperty("properties", out var properties)
            ? properties
            : default(JsonElement?);
        foreach (var (name, member) in node.Members())
        {
            if (schema.TryGetProperty("propertyNames", out var names))
                Check(member.With(JsonSerializer.SerializeToElement(name)), file, names);
            if (known is { } all && all.TryGetProperty(name, out var below))
                Check(member, file, below);
            else if (schema.TryGetProperty("additionalProperties", out var others))
                if (others.ValueKind == JsonValueKind.False)
                    member.Fault(
                        $"is not a name known here; there are {string.Join(", ", Names(known))}"
                    );
                else if (others.ValueKind == JsonValueKind.Object)
                    Check(member, file, others);
        }
    }

    private static IEnumerable<string> Names(JsonElement? properties) =>
        properties?.EnumerateObject().Select(member => member.Name) ?? [];
}
