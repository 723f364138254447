using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Survey.Ask.Pages;

/// <summary>What the pages of every survey say: buttons, messages, headings (words.json).</summary>
public static class Words
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> All = Read();

    public static IEnumerable<string> Ids => All.Keys;

    /// <summary>The languages that have every word.</summary>
    public static IEnumerable<string> Languages =>
        All
            .Values.Select(words => words.Keys.AsEnumerable())
            .Aggregate((all, next) => all.Intersect(next));

    /// <exception cref="KeyNotFoundException">No such word, or not in that language.</exception>
    public static string Get(string id, string language) => All[id][language];

    /// <summary>Fills the places <c>{0}</c>, <c>{1}</c>, ... of a word.</summary>
    public static string Fill(string id, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Get(id, language), values);

    private static FrozenDictionary<string, Dictionary<string, string>> Read()
    {
        using var file = PageAssets.Open("words.json");
        return JsonSerializer
            .Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!
            .ToFrozenDictionary();
    }
}
