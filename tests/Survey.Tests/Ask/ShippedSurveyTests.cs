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
        Assert.Equal("youth-online/2", Shipped.Instrument.Name);
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
    public void Says_of_every_item_what_it_serves_and_of_every_indicator_whom_it_is_of()
    {
        Assert.All(Shipped.Instrument.Items, item => Assert.NotEmpty(item.Serves));
        Assert.All(
            Shipped.Definition.Reporting.Indicators,
            indicator => Assert.NotNull(indicator.Denominator)
        );
    }

    [Fact]
    public void Lets_everybody_say_none_where_several_can_be_chosen() =>
        Assert.All(
            Shipped.Instrument.Items.Where(item => item.Kind == ItemKind.Multi),
            item => Assert.Single(item.Options, option => option.Exclusive)
        );

    [Fact]
    public void Offers_what_was_ticked_in_the_words_it_was_ticked_in()
    {
        var offering = Shipped.Instrument.Items.Where(item => item.OptionsFrom is not null);
        Assert.NotEmpty(offering);
        foreach (var item in offering)
        {
            var source = Shipped.Instrument.Items[Shipped.Instrument.PlaceOf(item.OptionsFrom!)];
            Assert.Equal(
                source.Options.Where(option => !option.Exclusive).Select(WordsOf),
                item.Options.Select(WordsOf)
            );
        }
    }

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

    private static string WordsOf(Option option) =>
        string.Join(" / ", option.Text.Words.OrderBy(text => text.Key).Select(text => text.Value));

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
