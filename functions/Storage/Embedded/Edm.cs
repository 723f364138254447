using System.Globalization;

namespace Survey.Storage;

/// <summary>The property types of Table Storage that JSON has no word for, under their OData names.</summary>
internal static class Edm
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>The type's name and the value as text; null for string, int and bool.</summary>
    public static (string Type, string Text)? Describe(object value) =>
        value switch
        {
            long number => ("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)),
            double number => ("Edm.Double", number.ToString("R", CultureInfo.InvariantCulture)),
            DateTimeOffset time => (
                "Edm.DateTime",
                time.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)
            ),
            Guid guid => ("Edm.Guid", guid.ToString("D")),
            byte[] bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
            _ => null,
        };

    /// <exception cref="FormatException">Another type, or text that is none of that type.</exception>
    public static object Parse(string type, string text) =>
        type switch
        {
            "Edm.Int64" => long.Parse(text, CultureInfo.InvariantCulture),
            "Edm.Double" => double.Parse(text, CultureInfo.InvariantCulture),
            "Edm.DateTime" => DateTimeOffset.Parse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            ),
            "Edm.Guid" => Guid.Parse(text),
            "Edm.Binary" => Convert.FromBase64String(text),
            _ => throw new FormatException($"{type} is no type of a property."),
        };
}
