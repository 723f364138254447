using System.Collections;
using System.Reflection;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public class ShippedSurveyTests
{
    /// <summary>Numbers of help lines that are out of date or never were right.</summary>
    private static readonly string[] StaleNumbers =
    [
        "918089090",
        "808919090",
        "800919090",
        "800200212",
        "800202651",
        "217931617",
    ];

    [Fact]
    public void Is_called_what_waves_and_responses_name()
    {
        Assert.Equal("youth-online-pt", Shipped.Definition.Id);
        Assert.Equal("youth-online/1", Shipped.Instrument.Name);
        Assert.Equal(["pt", "en"], Shipped.Instrument.Languages.ToArray());
    }

    [Fact]
    public void Asks_and_reports_what_the_codebook_says() =>
        Assert.Equal(
            File.ReadAllLines(
                Path.Combine(Repository.Fixtures, "surveys", "youth-online-pt.codebook.txt")
            ),
            Golden.LinesOf(Shipped.Definition)
        );

    [Fact]
    public void Has_every_text_in_both_languages()
    {
        var texts = TextsIn(Shipped.Definition).ToList();
        Assert.True(texts.Count > 300);
        Assert.All(texts, text => Assert.Equal(["en", "pt"], text.Words.Keys.Order()));
    }

    [Fact]
    public void Has_no_long_text_that_is_the_same_in_both() =>
        Assert.DoesNotContain(
            TextsIn(Shipped.Definition),
            text => text["pt"] == text["en"] && text["pt"].Length > 12
        );

    [Fact]
    public void Is_written_in_the_Portuguese_of_Portugal() =>
        Assert.All(
            TextsIn(Shipped.Definition),
            text =>
                Assert.DoesNotMatch(
                    @"(?i)\b(você|celular|tela|time|planilha|usuário)\b",
                    text["pt"]
                )
        );

    [Fact]
    public void Says_no_number_that_nobody_answers()
    {
        foreach (var file in Directory.GetFiles(Shipped.Folder))
        {
            var digits = string.Concat(File.ReadAllText(file).Where(char.IsAsciiDigit));
            Assert.All(StaleNumbers, number => Assert.DoesNotContain(number, digits));
        }
    }

    [Fact]
    public void Names_help_for_now_for_children_and_for_the_Internet() =>
        Assert.Superset(
            new HashSet<string?> { "112", "116 111", "800 21 90 90" },
            Shipped.Definition.Help.Lines.Select(line => line.Phone).ToHashSet()
        );

    /// <summary>Every text, wherever it stands in the records.</summary>
    private static IEnumerable<Texts> TextsIn(object? part) =>
        part switch
        {
            null or string => [],
            Texts texts => [texts],
            IDictionary dictionary => dictionary.Values.Cast<object>().SelectMany(TextsIn),
            IEnumerable list => list.Cast<object>().SelectMany(TextsIn),
            _ when part.GetType().Namespace == typeof(Texts).Namespace => part.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .SelectMany(property => TextsIn(property.GetValue(part))),
            _ => [],
        };
}
