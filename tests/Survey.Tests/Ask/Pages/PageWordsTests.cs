using System.Text.RegularExpressions;
using Survey.Ask.Pages;
using Xunit;

namespace Survey.Tests.Ask.Pages;

public partial class PageWordsTests
{
    private static readonly string Sources = string.Concat(
        Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "functions"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal)
                || file.EndsWith(".razor", StringComparison.Ordinal)
            )
            .Select(File.ReadAllText)
    );

    [Fact]
    public void Every_language_of_the_survey_has_every_word() =>
        Assert.Subset(Words.Languages.ToHashSet(), Shipped.Instrument.Languages.ToHashSet());

    [Fact]
    public void The_languages_fill_the_same_places()
    {
        foreach (var id in Words.Ids)
            Assert.Single(
                Words.Languages.Select(language => PlacesIn(Words.Get(id, language))).Distinct()
            );
    }

    [Fact]
    public void No_word_is_left_unused() => Assert.DoesNotContain(Words.Ids, id => !IsUsed(id));

    /// <summary>By its name, or as the title or text of a message.</summary>
    private static bool IsUsed(string id) =>
        Sources.Contains($"\"{id}\"", StringComparison.Ordinal)
        || (
            Message().Match(id) is { Success: true } message
            && Sources.Contains($"\"{message.Groups[1].Value}\"", StringComparison.Ordinal)
        )
        || Sources.Contains(
            $"{{prefix}}{id.Replace("part-", "", StringComparison.Ordinal)}\"",
            StringComparison.Ordinal
        );

    private static string PlacesIn(string words) =>
        string.Join(',', Place().Matches(words).Select(place => place.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("^(.*)-(title|text)$")]
    private static partial Regex Message();
}
