using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Survey.Storage;

/// <summary>An entity's properties as compact JSON: <c>{"state":"Open","responses":["Edm.Int64","5"]}</c>.</summary>
internal static class PropertyJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static byte[] Write(IReadOnlyDictionary<string, object> properties)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in properties)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            default:
                var (type, described) =
                    Edm.Describe(value)
                    ?? throw new ArgumentException("A property has a type that is not kept.");
                json.WriteStartArray();
                json.WriteStringValue(type);
                json.WriteStringValue(described);
                json.WriteEndArray();
                break;
        }
    }

    public static Dictionary<string, object> Read(ReadOnlySpan<byte> stored)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        var json = new Utf8JsonReader(stored);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            properties[name] = json.TokenType switch
            {
                JsonTokenType.String => json.GetString()!,
                JsonTokenType.Number => json.GetInt32(),
                JsonTokenType.StartArray => ReadTyped(ref json),
                _ => json.GetBoolean(),
            };
        }
        return properties;
    }

    private static object ReadTyped(ref Utf8JsonReader json)
    {
        json.Read();
        var type = json.GetString()!;
        json.Read();
        var text = json.GetString()!;
        json.Read();
        return Edm.Parse(type, text);
    }
}
