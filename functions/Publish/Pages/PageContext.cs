using System.Collections.Immutable;
using System.Globalization;
using Survey.Ask;

namespace Survey.Publish.Pages;

/// <summary>What a page for analysts is made of, in one language.</summary>
/// <param name="Code">The key in the page's address; null: it came otherwise.</param>
public sealed record PageContext(Definition Definition, string Language, string? Code)
{
    /// <summary>Of every breakdown, with their names.</summary>
    internal ImmutableArray<FileGroup> Groups { get; } = [.. FileGroup.Of(Definition)];

    public static PageContext Of(HttpRequest request, Definition definition)
    {
        var language = request.Query["lang"].ToString();
        var code = request.Query["code"].ToString();
        var languages = definition.Instrument.Languages;
        return new PageContext(
            definition,
            languages.Contains(language) ? language : languages[0],
            code.Length > 0 ? code : null
        );
    }

    /// <summary>The same in each of the survey's languages, this one too.</summary>
    public IEnumerable<PageContext> EveryLanguage =>
        Definition
            .Instrument.Languages.Order()
            .Select(language => this with { Language = language });

    public string this[string word] => Release.Words[word][Language];

    public string this[Texts texts] => texts[Language];

    /// <summary>An address of ours that keeps language and key.</summary>
    public string Link(string path)
    {
        var query = new QueryString();
        if (Language != Definition.Instrument.Languages[0])
            query = query.Add("lang", Language);
        if (Code is not null)
            query = query.Add("code", Code);
        return path + query;
    }

    /// <summary>A number of people or respondents, thousands apart.</summary>
    public static string Whole(long value) =>
        value
            .ToString("N0", CultureInfo.InvariantCulture)
            // A narrow space that does not break, as both languages' readers know it.
            .Replace(",", "\u202f", StringComparison.Ordinal);

    /// <summary>A proportion in percent, one decimal, with the language's decimal sign.</summary>
    public string Percent(decimal proportion) => $"{Number(proportion)}\u00a0%";

    public string Interval(decimal low, decimal high) => $"{Number(low)}–{Number(high)}\u00a0%";

    private string Number(decimal proportion)
    {
        var text = (100 * proportion).ToString("0.0", CultureInfo.InvariantCulture);
        return text.Replace(".", this["decimal-sign"], StringComparison.Ordinal);
    }
}
