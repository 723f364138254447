using System.Collections.Immutable;

namespace Survey.Ask.Pages;

/// <summary>What pages for students say of the last release that anybody may see.</summary>
/// <param name="Said">Whole sentences, each in the languages of the release.</param>
/// <param name="Stamp">Another one, another text.</param>
public sealed record Found(
    string Wave,
    bool Synthetic,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Said,
    string Stamp
)
{
    /// <summary>Null: there is none.</summary>
    public static Found? Of(WavesSeen? seen) =>
        seen?.NewestPublic is { Results: { } results } wave
            ? new(wave.Id, wave.Synthetic, results.Said, $"{wave.Id} {wave.ETag}")
            : null;
}
