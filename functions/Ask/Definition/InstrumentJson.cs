using System.Text.Json;

namespace Survey.Ask;

/// <summary>The instrument as GET /api/survey shows it.</summary>
internal static class InstrumentJson
{
    public static void Write(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteString("id", instrument.Id);
        json.WriteString("version", instrument.Version);
        json.WriteString("name", instrument.Name);
        json.WriteStartArray("languages");
        foreach (var language in instrument.Languages)
            json.WriteStringValue(language);
        json.WriteEndArray();
        Write(json, "title", instrument.Title);
        json.WriteStartArray("sections");
        foreach (var section in instrument.Sections)
            Write(json, section);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Section section)
    {
        json.WriteStartObject();
        json.WriteString("id", section.Id);
        Write(json, "title", section.Title);
        Write(json, "intro", section.Intro);
        Write(json, section.AskIf);
        json.WriteStartArray("items");
        foreach (var item in section.Items)
            Write(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Item item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("kind", item.Kind == ItemKind.Multi ? "multi" : "single");
        Write(json, "text", item.Text);
        Write(json, "hint", item.Hint);
        if (item.Sensitive)
            json.WriteBoolean("sensitive", true);
        Write(json, item.AskIf);
        json.WriteStartArray("options");
        foreach (var option in item.Options)
        {
            json.WriteStartObject();
            json.WriteString("id", option.Id);
            Write(json, "text", option.Text);
            if (option.Exclusive)
                json.WriteBoolean("exclusive", true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Condition? condition)
    {
        if (condition is null)
            return;
        json.WriteStartObject("ask_if");
        json.WriteString("item", condition.Item);
        Write(json, "in", condition.In);
        Write(json, "not_in", condition.NotIn);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> options)
    {
        if (options.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var option in options)
            json.WriteStringValue(option);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Texts? texts)
    {
        if (texts is null)
            return;
        json.WriteStartObject(name);
        foreach (var (language, words) in texts.Words.OrderBy(text => text.Key))
            json.WriteString(language, words);
        json.WriteEndObject();
    }
}
