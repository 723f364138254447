using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Help lines shown on every page (help.json).</summary>
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
);
