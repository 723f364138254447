using System.Collections.Immutable;
using System.Globalization;

namespace Survey.Ask.Pages;

/// <summary>What a page is made of, in one language.</summary>
/// <param name="Path">Of the page, without the language and slashes; empty: the survey's.</param>
/// <param name="Wave">The wave asked about; null on pages that belong to none.</param>
/// <param name="Synthetic">Its respondents are made up.</param>
/// <param name="Preview">Where an admin looks at it, without the language: nothing is kept; null: it is a student's.</param>
public sealed record View(
    Definition Definition,
    int EraseAfterDays,
    string Language,
    string Path = "",
    string? Wave = null,
    bool Synthetic = false,
    string? Preview = null
)
{
    /// <summary>What the last survey found, where anybody may see it; null: nothing.</summary>
    public Found? Found { get; init; }

    public PageTexts Texts => Definition.Pages;

    public Instrument Instrument => Definition.Instrument;

    /// <summary>The same in the survey's other languages.</summary>
    public IEnumerable<View> Others =>
        Instrument
            .Languages.Where(language => language != Language)
            .Select(language => this with { Language = language });

    /// <summary>A word that every survey's pages use.</summary>
    public string this[string word] => Definition.Words[word][Language];

    public string Fill(string word, params object[] values) =>
        Definition.Words.Fill(word, Language, values);

    /// <summary>The address of a page in this language.</summary>
    public string Address(string path) =>
        path.Length == 0 ? $"{Preview}/{Language}" : $"/{Language}/{path}";

    /// <summary>One of this survey's texts, its placeholders filled.</summary>
    public string Say(Texts text) =>
        PageTexts.Placeholder().Replace(text[Language], match => Value(match.Groups[1].Value));

    /// <summary>A text of a release; where it was not published in this language, in another.</summary>
    public string Say(ImmutableSortedDictionary<string, string> text) =>
        text.GetValueOrDefault(Language) ?? text.Values.First();

    /// <summary>A day in words.</summary>
    public string Day(DateOnly day) =>
        Fill("date", day.Day, this["months"].Split(' ')[day.Month - 1], day.Year);

    /// <exception cref="ArgumentException">Not one of <see cref="PageTexts.Placeholders"/>.</exception>
    internal string Value(string placeholder) =>
        placeholder switch
        {
            "operator" => Texts.Operator?.Name[Language] ?? this["nobody-named"],
            "contact" => Texts.Operator?.Contact ?? this["no-contact"],
            "consentAge" => Number(Texts.ConsentAge),
            "minutes" => Number(Texts.Minutes),
            "population" => Definition.Population.Name[Language],
            "items" => Number(Instrument.Items.Length),
            "sensitive" => Number(Instrument.Items.Count(item => item.Sensitive)),
            "eraseAfterDays" => Number(EraseAfterDays),
            _ => throw new ArgumentException(
                $"No page knows '{placeholder}'.",
                nameof(placeholder)
            ),
        };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
