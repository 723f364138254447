using System.Collections.Immutable;
using Survey.Ask;
using Survey.Publish.Pages;
using Survey.Publish.Readings;

namespace Survey.Publish;

/// <summary>What a wave keeps when an admin lets anybody see its newest release.</summary>
public sealed class PublicRelease(Definition definition, ReleaseIndex index, Releases releases)
{
    /// <param name="done">Language to what was done about the results before; null: nothing is said.</param>
    /// <returns>Null: there is no release, or none of the figures chosen for the page is published.</returns>
    public async Task<PublicResults?> AllowAsync(
        Wave wave,
        ImmutableSortedDictionary<string, string>? done,
        CancellationToken cancel
    ) =>
        await index.FindAsync(wave, wave.Revision, cancel) is { } manifest
        && PublicReading.Of(await releases.ReadAsync(manifest, cancel)) is { } reading
            ? new PublicResults(
                wave.Revision,
                done,
                [
                    .. reading
                        .Figures.Take(PublicReading.First)
                        .Select(figure => PublicSentences.Of(definition.Words, figure)),
                ]
            )
            : null;
}
