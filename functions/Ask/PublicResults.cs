using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>An admin's word that anybody may see a release, kept with its wave.</summary>
/// <param name="Revision">The release's.</param>
/// <param name="Done">Language to what was done about the results before, in the admin's words; null: nothing is said.</param>
/// <param name="Said">What it found first, a whole sentence each, for the pages that lead to it.</param>
public sealed record PublicResults(
    int Revision,
    ImmutableSortedDictionary<string, string>? Done,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Said
);
