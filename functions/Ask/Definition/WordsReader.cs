using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads words.json and checks its meaning: with the program's own words it must give every word in every
/// language of the survey.</summary>
internal sealed class WordsReader(Node root, ImmutableArray<string> languages)
{
    public Words Read()
    {
        foreach (var (id, node) in root.Members().Where(word => !IsKnown(word.Name)))
            node.Fault($"the program has no word '{id}'");
        return new Words(
            Words.Base.Ids.Order(StringComparer.Ordinal).ToFrozenDictionary(id => id, Texts)
        );
    }

    private static bool IsKnown(string id) => id == "$schema" || Words.Base.Ids.Contains(id);

    private Texts Texts(string id)
    {
        var given = (root[id]?.Members() ?? []).ToDictionary(text => text.Name, text => text.Node);
        foreach (var (language, text) in given.Where(text => !languages.Contains(text.Key)))
            text.Fault($"'{language}' is not a language of the instrument");
        var words = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var language in languages)
            if (given.TryGetValue(language, out var own))
                words[language] = Checked(id, own);
            else if (OfProgram(id, language) is { } text)
                words[language] = text;
            else
                root.FaultAt(id, $"has no text in '{language}'");
        return new Texts(words.ToImmutable());
    }

    /// <summary>In the language, or in the one that it is a variety of: of <c>pt-BR</c>, <c>pt</c>.</summary>
    private static string? OfProgram(string id, string language) =>
        Words.Base[id].Words.GetValueOrDefault(language)
        ?? Words.Base[id].Words.GetValueOrDefault(language.Split('-')[0]);

    private static string Checked(string id, Node node)
    {
        var needed = Words.PlaceholdersIn(Words.Base[id].Words.First().Value).ToArray();
        if (!Words.PlaceholdersIn(node.Text()).SequenceEqual(needed))
            node.Fault(
                needed.Length == 0
                    ? "takes no placeholder"
                    : $"must hold {string.Join(", ", needed)}, and no other placeholder"
            );
        return node.Text();
    }
}
