using System.Text.RegularExpressions;
using Survey.Ask.Pages;
using Survey.Publish;
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

    /// <summary>Of the survey's pages, and of releases.</summary>
    private static readonly Words[] All = [View.Words, Release.Words];

    [Fact]
    public void Every_language_of_the_survey_has_every_word() =>
        Assert.All(
            All,
            words =>
                Assert.Subset(words.Languages.ToHashSet(), Shipped.Instrument.Languages.ToHashSet())
        );

    [Fact]
    public void The_languages_have_the_same_placeholders() =>
        Assert.All(
            All.SelectMany(words => words.Ids.Select(id => words[id])),
            texts => Assert.Single(texts.Words.Values.Select(PlaceholdersIn).Distinct())
        );

    [Fact]
    public void No_word_is_left_unused() =>
        Assert.DoesNotContain(All.SelectMany(words => words.Ids), id => !IsUsed(id));

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

    private static string PlaceholdersIn(string words) =>
        string.Join(',', Placeholder().Matches(words).Select(one => one.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^(.*)-(title|text)$")]
    private static partial Regex Message();
}
