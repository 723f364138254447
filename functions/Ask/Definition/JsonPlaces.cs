using System.Globalization;
using System.Text.Json;

namespace Survey.Ask;

/// <summary>Where in a file the values are that JSON pointers (RFC 6901) name.</summary>
internal static class JsonPlaces
{
    /// <summary>The line, from 1, on which the value begins; of the nearest value around it where there is none; 1 for the
    /// whole file and for what is not JSON.</summary>
    public static int LineOf(ReadOnlySpan<byte> json, string pointer)
    {
        var names = pointer.Split('/').Skip(1).Select(Unescape).ToArray();
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            var start = reader.TokenStartIndex;
            foreach (var name in names)
            {
                if (
                    !(
                        reader.TokenType == JsonTokenType.StartArray
                            ? Skip(ref reader, name)
                            : Find(ref reader, name)
                    )
                )
                    break;
                start = reader.TokenStartIndex;
            }
            return json[..(int)start].Count((byte)'\n') + 1;
        }
        catch (JsonException)
        {
            return 1;
        }
    }

    private static bool Find(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return true;
            reader.Skip();
        }
        return false;
    }

    private static bool Skip(ref Utf8JsonReader reader, string index)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
            return false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (left-- == 0)
                return true;
            reader.Skip();
        }
        return false;
    }

    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal);
}
