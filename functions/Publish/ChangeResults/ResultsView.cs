using System.Collections.Immutable;
using System.ComponentModel;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What an admin is told of a wave's public page.</summary>
public sealed record ResultsView(
    string Wave,
    bool Public,
    [property: Description("Where it is, as a path; there while it is public.")] string? Page,
    [property: Description("The release's that it shows.")] int? Revision,
    [property: Description("Language to what was done about the results before.")]
        ImmutableSortedDictionary<string, string>? Done,
    [property: Description("What the students' pages say of it, by language.")]
        ImmutableArray<ImmutableSortedDictionary<string, string>>? Said
)
{
    internal static ResultsView Of(Wave wave) =>
        wave is { IsPublic: true, Results: { } results }
            ? new(
                wave.Id,
                true,
                $"/{PublicPages.Path}/{wave.Id}",
                results.Revision,
                results.Done,
                results.Said
            )
            : new(wave.Id, false, null, null, null, null);
}
