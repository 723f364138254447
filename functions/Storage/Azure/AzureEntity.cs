using System.Text.Encodings.Web;
using System.Text.Json;

namespace Survey.Storage;

/// <summary>An entity as the table service's JSON (OData 3, minimal metadata).</summary>
internal static class AzureEntity
{
    private const string TypeOf = "@odata.type";

    /// <summary>ASCII only: Azurite breaks a character that falls between two pieces of a long body.</summary>
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Default,
        SkipValidation = true,
    };

    public static byte[] Write(Entity entity)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", entity.PartitionKey);
            json.WriteString("RowKey", entity.RowKey);
            foreach (var (name, value) in entity.Properties)
                Write(json, name, value);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        if (Edm.Describe(value) is var (type, text))
        {
            json.WriteString(name + TypeOf, type);
            // A number that has a text only (NaN) is text; others stay numbers.
            if (value is double number && double.IsFinite(number))
                json.WriteNumber(name, number);
            else
                json.WriteString(name, text);
        }
        else if (value is string plain)
            json.WriteString(name, plain);
        else if (value is bool flag)
            json.WriteBoolean(name, flag);
        else
            json.WriteNumber(name, (int)value);
    }

    public static Entity Read(JsonElement json)
    {
        string partition = "",
            row = "";
        string? etag = null;
        Dictionary<string, string>? types = null;
        foreach (var property in json.EnumerateObject())
            if (property.Name.EndsWith(TypeOf, StringComparison.Ordinal))
                (types ??= [])[property.Name[..^TypeOf.Length]] = property.Value.GetString()!;
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var (name, value) = (property.Name, property.Value);
            if (name == "PartitionKey")
                partition = value.GetString()!;
            else if (name == "RowKey")
                row = value.GetString()!;
            else if (name == "odata.etag")
                etag = value.GetString();
            else if (
                name != "Timestamp"
                && !name.Contains("odata.", StringComparison.Ordinal)
                && value.ValueKind != JsonValueKind.Null
            )
                properties[name] = ValueOf(value, types?.GetValueOrDefault(name));
        }
        return new Entity(partition, row, properties, etag);
    }

    private static object ValueOf(JsonElement value, string? type) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Edm.Parse(type ?? "Edm.String", value.GetString()!),
            JsonValueKind.Number when type is not null => Edm.Parse(type, value.GetRawText()),
            JsonValueKind.Number => value.TryGetInt32(out var number)
                ? (object)number
                : value.GetDouble(),
            _ => value.GetBoolean(),
        };

    /// <summary>Whether two entities hold the same, whatever their ETags.</summary>
    public static bool Same(Entity left, Entity right) =>
        left.Properties.Count == right.Properties.Count
        && left.Properties.All(property =>
            right.Properties.TryGetValue(property.Key, out var other)
            && property.Value.GetType() == other.GetType()
            && (
                property.Value is byte[] bytes
                    ? bytes.AsSpan().SequenceEqual((byte[])other)
                    : property.Value.Equals(other)
            )
        );
}
