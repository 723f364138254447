using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Survey.Ask;

/// <summary>What the program says whatever the survey: buttons, messages, headings, notes. The words.json of the program
/// hold them in the languages that come with it; a survey's words.json gives others, or other words.</summary>
public sealed partial class Words(FrozenDictionary<string, Texts> all)
{
    /// <summary>The program's own.</summary>
    public static Words Base { get; } = new(ReadBase());

    public IEnumerable<string> Ids => all.Keys;

    /// <exception cref="KeyNotFoundException">No such word.</exception>
    public Texts this[string id] => all[id];

    /// <summary>Fills the placeholders <c>{0}</c>, <c>{1}</c>, ... of a word.</summary>
    public string Fill(string id, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, all[id][language], values);

    /// <summary>The same in every language, each with its own texts.</summary>
    public Texts Fill(string id, params Texts[] values) =>
        new(
            all[id]
                .Words.ToImmutableDictionary(
                    word => word.Key,
                    word => Fill(id, word.Key, [.. values.Select(texts => texts[word.Key])])
                )
        );

    /// <summary>The numbers between braces in a word, in order, each once.</summary>
    public static IEnumerable<string> PlaceholdersIn(string words) =>
        Placeholder().Matches(words).Select(one => one.Value).Distinct().Order();

    /// <summary>A word in two files is a fault of the program, which a start shows.</summary>
    private static FrozenDictionary<string, Texts> ReadBase()
    {
        var assembly = typeof(Words).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(".words.json", StringComparison.Ordinal))
            .Select(name => assembly.GetManifestResourceStream(name)!)
            .SelectMany(Read)
            .ToDictionary(word => word.Key, word => new Texts(word.Value))
            .ToFrozenDictionary();
    }

    private static Dictionary<string, ImmutableDictionary<string, string>> Read(Stream file)
    {
        using (file)
            return JsonSerializer.Deserialize<
                Dictionary<string, ImmutableDictionary<string, string>>
            >(file)!;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
