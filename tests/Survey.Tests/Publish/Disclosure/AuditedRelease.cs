using System.Collections.Frozen;
using Survey.Ask;
using Survey.Publish;

namespace Survey.Tests.Publish;

internal static class AuditedRelease
{
    private static readonly Words NoWords = new(
        Words.Base.Ids.ToFrozenDictionary(id => id, _ => Surveys.NoWords)
    );

    /// <summary>As release.json would have it, but for the program's own words.</summary>
    public static ReleaseView Of(Definition definition, Disclosed disclosed, int revision = 1) =>
        ReleaseJson.Of(
            new Release(
                definition with
                {
                    Words = NoWords,
                },
                new Wave(
                    "2026-Q3",
                    WaveState.Published,
                    DateTimeOffset.UnixEpoch,
                    DateTimeOffset.UnixEpoch.AddDays(9),
                    definition.Instrument.Name,
                    definition.Instrument.Sha256
                ),
                revision,
                disclosed
            )
        );
}
