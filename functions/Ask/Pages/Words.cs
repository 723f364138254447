using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Survey.Ask.Pages;

/// <summary>What the program says whatever the survey (a words.json): buttons, messages, headings, notes.</summary>
/// <param name="beside">A type whose namespace is the folder of the file.</param>
public sealed class Words(Type beside)
{
    private readonly FrozenDictionary<string, Texts> _all = Read(beside);

    public IEnumerable<string> Ids => _all.Keys;

    /// <summary>The languages that have every word.</summary>
    public IEnumerable<string> Languages =>
        _all
            .Values.Select(texts => texts.Words.Keys)
            .Aggregate((every, next) => every.Intersect(next));

    /// <exception cref="KeyNotFoundException">No such word.</exception>
    public Texts this[string id] => _all[id];

    /// <summary>Fills the placeholders <c>{0}</c>, <c>{1}</c>, ... of a word.</summary>
    public string Fill(string id, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, _all[id][language], values);

    /// <summary>The same in every language, each with its own texts.</summary>
    public Texts Fill(string id, params Texts[] values) =>
        new(
            _all[id]
                .Words.ToImmutableDictionary(
                    word => word.Key,
                    word => Fill(id, word.Key, [.. values.Select(texts => texts[word.Key])])
                )
        );

    private static FrozenDictionary<string, Texts> Read(Type beside)
    {
        using var file = beside.Assembly.GetManifestResourceStream(beside, "words.json")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, ImmutableDictionary<string, string>>>(file)!
            .ToFrozenDictionary(word => word.Key, word => new Texts(word.Value));
    }
}
