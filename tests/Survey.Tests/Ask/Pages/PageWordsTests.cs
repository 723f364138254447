using System.Net;
using System.Text.RegularExpressions;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask.Pages;

public partial class PageWordsTests
{
    private static readonly string Sources = string.Concat(SourceFiles.Of(".cs", ".razor"));

    [Fact]
    public void The_languages_have_the_same_placeholders() =>
        Assert.All(
            Words.Base.Ids.Select(id => Words.Base[id].Words),
            texts =>
                Assert.Single(
                    texts
                        .Values.Select(text => string.Join(',', Words.PlaceholdersIn(text)))
                        .Distinct()
                )
        );

    [Fact]
    public void The_program_has_every_word_in_the_same_languages() =>
        Assert.Single(
            Words
                .Base.Ids.Select(id => string.Join(' ', Words.Base[id].Words.Keys.Order()))
                .Distinct()
        );

    [Fact]
    public void No_word_is_missing()
    {
        var asked = Asked()
            .Matches(Sources)
            .Select(one => one.Groups[1].Value + one.Groups[2].Value)
            .ToHashSet();
        Assert.InRange(asked.Count, 100, 1000);
        Assert.Subset(Words.Base.Ids.ToHashSet(), asked);
    }

    /// <summary>A survey in a language that the program does not come with.</summary>
    [Fact]
    public void A_start_names_each_word_that_a_language_lacks()
    {
        var fault = Assert.Throws<DefinitionException>(() => Tiny.In("pt", "it"));
        Assert.Equal(
            Words
                .Base.Ids.Order(StringComparer.Ordinal)
                .Select(id => $"words.json#/{id}: has no text in 'it'"),
            fault.Faults.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_variety_of_a_language_has_its_words()
    {
        var definition = Tiny.In("pt", "pt-BR");
        Assert.Equal(["pt-BR", "en"], definition.Instrument.Languages.ToArray());
        Assert.Equal(Words.Base["start"]["pt"], definition.Words["start"]["pt-BR"]);
    }

    /// <summary>What is left of a component without its code and its tags, and what is read aloud of its tags.</summary>
    [Fact]
    public void No_text_stands_in_a_component()
    {
        var components = SourceFiles.Of(".razor").ToArray();
        Assert.InRange(components.Length, 20, 500);
        Assert.Empty(components.SelectMany(TextsIn));
    }

    private static IEnumerable<string> TextsIn(string razor)
    {
        var markup = Expression().Replace(NoMarkup().Replace(razor, ""), "");
        return Tag()
            .Replace(markup, "\n")
            .Split('\n')
            .Concat(ReadAloud().Matches(markup).Select(one => one.Groups[1].Value))
            .Select(text => WebUtility.HtmlDecode(text).Trim())
            .Where(text => Letters().IsMatch(text) && text is not ("KiB" or "BibTeX"));
    }

    [Fact]
    public void No_word_is_left_unused() =>
        Assert.DoesNotContain(Words.Base.Ids, id => !IsUsed(id));

    /// <summary>By its name, as the title or text of a message, or by its beginning and a value.</summary>
    private static bool IsUsed(string id) =>
        Sources.Contains($"\"{id}\"", StringComparison.Ordinal)
        || (
            Message().Match(id) is { Success: true } message
            && Sources.Contains($"\"{message.Groups[1].Value}\"", StringComparison.Ordinal)
        )
        || Sources.Contains($"\"{id.Split('-')[0]}-{{", StringComparison.Ordinal)
        || Sources.Contains(
            $"{{prefix}}{id.Replace("part-", "", StringComparison.Ordinal)}\"",
            StringComparison.Ordinal
        );

    [GeneratedRegex("""(?:[Vv]iew|Words)\[\s*"([a-z_-]+)"|Fill\(\s*"([a-z_-]+)["]""")]
    private static partial Regex Asked();

    /// <summary>Comments, directives, statements and code.</summary>
    [GeneratedRegex(
        """@\*.*?\*@|^@code.*|^@(?:using|inherits|preservewhitespace)[^\n]*|@?\b(?:foreach|if|for|else if) \((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|^\s*else$|^\s*var [^\n]*""",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex NoMarkup();

    [GeneratedRegex(
        """@(?:\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|\w+(?:\??\.\w+|\[(?:[^\[\]]|\[[^\]]*\])*\]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\))*)"""
    )]
    private static partial Regex Expression();

    [GeneratedRegex("""<(?:"[^"]*"|[^">])*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""(?:aria-label|alt|title|placeholder)="([^"]*)["]""")]
    private static partial Regex ReadAloud();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex Letters();

    [GeneratedRegex("^(.*)-(title|text)$")]
    private static partial Regex Message();
}
