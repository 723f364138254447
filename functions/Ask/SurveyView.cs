using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Ask;

/// <summary>The open wave and what it asks, as GET /api/survey shows them.</summary>
internal sealed record SurveyView(OpenWave Wave, InstrumentView Instrument)
{
    public static SurveyView Of(Wave wave, Instrument instrument) =>
        new(
            new OpenWave(
                wave.Id,
                UtcTime.Iso(wave.Opens),
                UtcTime.Iso(wave.Closes),
                wave.Synthetic ? true : null
            ),
            InstrumentView.Of(instrument)
        );
}

internal sealed record OpenWave(
    string Id,
    [property: DataType(DataType.DateTime)] string Opens,
    [property: DataType(DataType.DateTime)] string Closes,
    [property: Description("There, and true, when the respondents are made up.")] bool? Synthetic
);

internal sealed record InstrumentView(
    string Id,
    string Version,
    [property: Description("What a response names: id/version.")] string Name,
    ImmutableArray<string> Languages,
    IDictionary<string, string> Title,
    IEnumerable<SectionView> Sections
)
{
    public static InstrumentView Of(Instrument instrument) =>
        new(
            instrument.Id,
            instrument.Version,
            instrument.Name,
            instrument.Languages,
            WordsOf(instrument.Title)!,
            instrument.Sections.Select(SectionView.Of)
        );

    /// <summary>In the order of the languages' codes.</summary>
    public static SortedDictionary<string, string>? WordsOf(Texts? texts) =>
        texts is null ? null : new(texts.Words, StringComparer.Ordinal);
}

internal sealed record SectionView(
    string Id,
    IDictionary<string, string> Title,
    IDictionary<string, string>? Intro,
    [property: JsonPropertyName("ask_if")] ConditionView? AskIf,
    IEnumerable<ItemView> Items
)
{
    public static SectionView Of(Section section) =>
        new(
            section.Id,
            InstrumentView.WordsOf(section.Title)!,
            InstrumentView.WordsOf(section.Intro),
            ConditionView.Of(section.AskIf),
            section.Items.Select(ItemView.Of)
        );
}

[Description("Asked when its own and its section's conditions hold.")]
internal sealed record ItemView(
    string Id,
    [property: RegularExpression("^(single|multi)$")] string Kind,
    IDictionary<string, string> Text,
    IDictionary<string, string>? Hint,
    bool? Sensitive,
    [property: JsonPropertyName("ask_if")] ConditionView? AskIf,
    [property: JsonPropertyName("options_from")]
    [property: Description(
        "The item whose marked options are the ones offered; with fewer than two marked it is not asked."
    )]
        string? OptionsFrom,
    [property: JsonPropertyName("opens_help")]
    [property: Description("Options after which help is to be shown by itself.")]
        ImmutableArray<string>? OpensHelp,
    IEnumerable<OptionView> Options
)
{
    public static ItemView Of(Item item) =>
        new(
            item.Id,
            item.Kind == ItemKind.Multi ? "multi" : "single",
            InstrumentView.WordsOf(item.Text)!,
            InstrumentView.WordsOf(item.Hint),
            item.Sensitive ? true : null,
            ConditionView.Of(item.AskIf),
            item.OptionsFrom,
            item.OpensHelp.IsEmpty ? null : item.OpensHelp,
            item.Options.Select(OptionView.Of)
        );
}

internal sealed record OptionView(
    string Id,
    IDictionary<string, string> Text,
    [property: Description("Cannot stand beside another option.")] bool? Exclusive,
    [property: Description(
        "Of somebody the survey is not for: nothing more is asked, and a response with it is refused."
    )]
        bool? Outside
)
{
    public static OptionView Of(Option option) =>
        new(
            option.Id,
            InstrumentView.WordsOf(option.Text)!,
            option.Exclusive ? true : null,
            option.Outside ? true : null
        );
}

internal sealed record ConditionView(
    string Item,
    [property: Description("Holds when the item is answered with one of these.")] string[]? In,
    [property: JsonPropertyName("not_in")]
    [property: Description("Holds when it is not, so also when it is not answered.")]
        string[]? NotIn
)
{
    public static ConditionView? Of(Condition? condition) =>
        condition is null ? null : new(condition.Item, Some(condition.In), Some(condition.NotIn));

    private static string[]? Some(ImmutableArray<string> options) =>
        options.IsEmpty ? null : [.. options];
}

[JsonSerializable(typeof(SurveyView))]
[JsonSerializable(typeof(PublicResults))]
internal sealed partial class AskJson : JsonSerializerContext
{
    // Letters with accents stay legible; nothing of it is put into HTML.
    public static AskJson Legible { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}
