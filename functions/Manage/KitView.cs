using Survey.Ask;
using Survey.Ask.Pages;

namespace Survey.Manage;

/// <summary>What the printed matter of a wave is made of, in one language.</summary>
/// <param name="View">Of the version that the wave asks.</param>
/// <param name="Url">Where the survey is, in this language.</param>
/// <param name="IsNamed">The address is the one that the settings name; else that of the request.</param>
public sealed record KitView(View View, Wave Wave, string Url, bool IsNamed)
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    public string this[string word] => View[word];

    /// <summary>As people type it.</summary>
    public string Address =>
        Url.StartsWith("https://", StringComparison.Ordinal) ? Url["https://".Length..] : Url;

    /// <summary>A text of kit.json; of what nobody has said yet, a place to write it.</summary>
    public string Say(Texts text) =>
        PageTexts.Placeholder().Replace(text[View.Language], match => Value(match.Groups[1].Value));

    private string Value(string placeholder) =>
        placeholder switch
        {
            "wave" => Wave.Id,
            "address" => Address,
            "firstDay" => Day(Wave.Opens),
            // It closes when the day after begins.
            "lastDay" => Day(Wave.Closes - Moment),
            "operator" when View.Texts.Operator is null => View["kit-operator"],
            "contact" when View.Texts.Operator is null => View["kit-contact"],
            _ => View.Value(placeholder),
        };

    private string Day(DateTimeOffset instant) => View.Day(View.Definition.Calendar.DayOf(instant));
}
