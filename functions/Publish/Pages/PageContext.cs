using System.Globalization;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Who looks at a page: in which language, and with which key in the address (null: it came otherwise).</summary>
internal sealed record PageContext(string Language, string? Code)
{
    public static PageContext Of(HttpRequest request)
    {
        var language = request.Query["lang"].ToString();
        var code = request.Query["code"].ToString();
        return new PageContext(
            Words.Languages.Contains(language) ? language : "pt",
            code.Length > 0 ? code : null
        );
    }

    public string this[string key] => Words.Of(key)[Language];

    public string this[Texts texts] => texts[Language];

    /// <summary>An address of ours that keeps language and key.</summary>
    public string Link(string path, string? language = null)
    {
        var query = new QueryString();
        if ((language ?? Language) != "pt")
            query = query.Add("lang", language ?? Language);
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
