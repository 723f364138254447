using System.Collections.Immutable;
using System.Globalization;
using Survey.Ask;
using Survey.Publish.Readings;

namespace Survey.Publish.Pages;

/// <summary>Figures in words for young people.</summary>
internal static class PublicSentences
{
    /// <summary>So many in 100 do something, in every language that the release and the survey have.</summary>
    public static ImmutableSortedDictionary<string, string> Of(
        Words words,
        PublicFigureRead figure
    ) =>
        figure
            .Texts.Text.Where(text => words["results-said"].Words.ContainsKey(text.Key))
            .ToImmutableSortedDictionary(
                text => text.Key,
                text =>
                    words.Fill(
                        "results-said",
                        text.Key,
                        Number(words, text.Key, figure.InHundred),
                        figure.Texts.Whom[text.Key],
                        text.Value
                    ),
                StringComparer.Ordinal
            );

    private static string Number(Words words, string language, int inHundred) =>
        inHundred switch
        {
            // Not nobody and not everybody, but close to it.
            0 => words["results-under"][language],
            100 => words["results-over"][language],
            _ => inHundred.ToString(CultureInfo.InvariantCulture),
        };
}
