using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Survey.Ask;
using Survey.Ask.Pages;

namespace Survey.Publish.Pages;

/// <summary>What a page for analysts is made of, in one language.</summary>
/// <param name="IsChosen">The address names the language; else the browser's is taken.</param>
public sealed record PageContext(Definition Definition, string Language, bool IsChosen = false)
{
    public static PageContext Of(HttpRequest request, Definition definition)
    {
        var asked = request.Query["lang"].ToString();
        var languages = definition.Instrument.Languages;
        var isChosen = languages.Contains(asked);
        return new PageContext(
            definition,
            isChosen ? asked : ReadersLanguage.Of(request, languages),
            isChosen
        );
    }

    /// <summary>The same in each language, this one too.</summary>
    public IEnumerable<PageContext> EveryLanguage =>
        Definition
            .Instrument.Languages.Order()
            .Select(language => this with { Language = language, IsChosen = true });

    public string this[string word] => Definition.Words[word][Language];

    public string Fill(string word, params object[] values) =>
        Definition.Words.Fill(word, Language, values);

    /// <summary>A text of a release; where it was not published in this language, in another.</summary>
    public string Say(ImmutableSortedDictionary<string, string> text) =>
        text.GetValueOrDefault(Language) ?? text.Values.First();

    /// <summary>An address of ours that keeps the language.</summary>
    public string Link(string path) =>
        IsChosen ? QueryHelpers.AddQueryString(path, "lang", Language) : path;

    /// <summary>A number of people or respondents, thousands apart.</summary>
    public static string Whole(long value) =>
        value
            .ToString("N0", CultureInfo.InvariantCulture)
            // A narrow space that does not break: ISO 80000-1, whatever the language.
            .Replace(",", "\u202f", StringComparison.Ordinal);

    /// <summary>A proportion in percent, one decimal, with the language's decimal sign.</summary>
    public string Percent(decimal proportion) => $"{Points(proportion)}\u00a0%";

    public string Interval(decimal low, decimal high) => $"{Points(low)}–{Points(high)}\u00a0%";

    /// <summary>A difference of proportions in points, its sign always said.</summary>
    public string Signed(decimal difference) =>
        decimal.Round(100 * difference, 1, MidpointRounding.AwayFromZero) switch
        {
            < 0 => $"−{Points(-difference)}",
            0 => Points(0),
            _ => $"+{Points(difference)}",
        };

    /// <summary>A difference's interval, in points.</summary>
    public string SignedInterval(decimal low, decimal high) =>
        Fill("from-to", Signed(low), Signed(high));

    /// <summary>Hundredths, one decimal.</summary>
    public string Points(decimal proportion) => Number(100 * proportion, "0.0");

    /// <summary>A p-value, three decimals.</summary>
    public string Small(decimal p) =>
        p < 0.001m ? $"< {Number(0.001m, "0.000")}" : Number(p, "0.000");

    /// <param name="format">Of the invariant culture.</param>
    public string Number(decimal number, string format) =>
        number
            .ToString(format, CultureInfo.InvariantCulture)
            .Replace(".", this["decimal-sign"], StringComparison.Ordinal);
}
