using System.Text.RegularExpressions;
using Survey.Ask;
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

    [GeneratedRegex("^(.*)-(title|text)$")]
    private static partial Regex Message();
}
