using System.Text.Json;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>A response as its JSON body says it.</summary>
/// <param name="Id">Null, as the next three: left out or faulty.</param>
/// <param name="Answers">Null when anything has a fault.</param>
/// <param name="Errors">Property or item id to messages, which never echo what was sent.</param>
internal sealed record ResponseBody(
    Guid? Id,
    string? Wave,
    string? Instrument,
    Answers? Answers,
    IReadOnlyDictionary<string, string[]> Errors
)
{
    /// <summary>Stands for the body where a fault is no property's.</summary>
    private const string Whole = "body";

    /// <summary>Answers are read by the version that the body names.</summary>
    public static ResponseBody Read(JsonElement body, Definition definition)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            var fault = new Dictionary<string, string[]> { [Whole] = ["Must be an object."] };
            return new ResponseBody(null, null, null, null, fault);
        }
        var id = ReadId(body);
        var wave = ReadText(body, "wave"u8);
        var name = ReadText(body, "instrument"u8);
        var read = ReadAnswers.FromJson(
            (definition.Asked(name ?? "") ?? definition).Instrument,
            body.TryGetProperty("answers"u8, out var answers) ? answers : default
        );
        if (id is not null && wave is not null && name is not null && IsExact(body))
            return new ResponseBody(id, wave, name, read.Valid, read.Errors);
        var errors = new Dictionary<string, string[]>(read.Errors);
        if (id is null)
            errors["id"] = ["Must be a UUID, made anew for each response."];
        if (wave is null)
            errors["wave"] = ["Must be the id of a wave."];
        if (name is null)
            errors["instrument"] = ["Must be the name of the instrument that was answered."];
        NameOthers(body, errors);
        return new ResponseBody(id, wave, name, null, errors);
    }

    /// <summary>Not the nil UUID: everybody whose client has no randomness would send that one.</summary>
    private static Guid? ReadId(JsonElement body) =>
        body.TryGetProperty("id"u8, out var id)
        && id.ValueKind == JsonValueKind.String
        && id.TryGetGuid(out var guid)
        && guid != Guid.Empty
            ? guid
            : null;

    private static string? ReadText(JsonElement body, ReadOnlySpan<byte> name) =>
        body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    /// <summary>Whether it holds the four properties, each once, and nothing else.</summary>
    private static bool IsExact(JsonElement body)
    {
        var (count, known) = (0, 0);
        foreach (var property in body.EnumerateObject())
        {
            count++;
            known |= BitOf(property);
        }
        return (count, known) == (4, 15);
    }

    private static int BitOf(JsonProperty property) =>
        property.NameEquals("id"u8) ? 1
        : property.NameEquals("wave"u8) ? 2
        : property.NameEquals("instrument"u8) ? 4
        : property.NameEquals("answers"u8) ? 8
        : 0;

    private static void NameOthers(JsonElement body, Dictionary<string, string[]> errors)
    {
        var seen = 0;
        foreach (var property in body.EnumerateObject())
        {
            var bit = BitOf(property);
            // Names that look like ours may be said back; others are whatever a client sent.
            if (bit == 0 && IsPlain(property.Name))
                Add(errors, property.Name, "Is not a property of a response.");
            else if (bit == 0)
                Add(errors, Whole, "Holds names that cannot be a property's.");
            else if ((seen & bit) != 0)
                Add(errors, property.Name, "Is given more than once.");
            seen |= bit;
        }
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 40
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static void Add(Dictionary<string, string[]> errors, string name, string message) =>
        errors[name] = [.. errors.GetValueOrDefault(name, []).Union([message])];
}
