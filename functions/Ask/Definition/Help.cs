using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Help lines on every page, the one used most first (help.json).</summary>
public sealed record Help(ImmutableArray<HelpLine> Lines);

/// <param name="Phone">As dialled, e.g. <c>116 111</c>; null when the line is a web site only.</param>
/// <param name="Checked">The day somebody last made sure that it is right.</param>
public sealed record HelpLine(
    string Id,
    Texts Name,
    string? Phone,
    Uri? Web,
    Texts? Hours,
    Texts? Note,
    DateOnly Checked
)
{
    /// <summary>Number for messages on WhatsApp, digits only with the country's code; null: none.</summary>
    public string? WhatsApp { get; init; }

    /// <summary>Page of a written conversation; null: none.</summary>
    public Uri? Chat { get; init; }
}
