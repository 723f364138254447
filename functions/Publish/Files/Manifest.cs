using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>A release's table of contents: written last, so that a release that has one is complete.</summary>
public sealed record Manifest(
    string Wave,
    int Revision,
    bool Synthetic,
    [property: Description("To the nearest 5.")] long Responses,
    string Instrument,
    ImmutableArray<ManifestFile> Files
)
{
    public const string Name = "manifest.json";

    /// <summary>Not stored in the blob, which has no clock.</summary>
    [Description("When it came out, UTC; known of the newest revision.")]
    public DateTimeOffset? Published { get; init; }

    /// <summary>Not stored in the blob, which is older.</summary>
    [Description("What shows that the wave's responses are erased; not there while they are kept.")]
    public ErasureView? Erased { get; init; }

    internal static Manifest Of(Release release, IEnumerable<ReleaseFile> files) =>
        new(
            release.Wave.Id,
            release.Revision,
            release.Wave.Synthetic,
            release.Disclosed.Responses,
            release.Definition.Instrument.Name,
            [
                .. files.Select(file => new ManifestFile(
                    file.Name,
                    file.Content.Length,
                    file.MediaType,
                    file.Sha256
                )
                {
                    Title = file.Title?.Sorted(),
                }),
            ]
        );
}

public sealed record ErasureView(
    [property: Description("UTC.")] DateOnly Day,
    [property: Description("Responses that were erased, to the nearest 5.")] long Responses,
    [property: Description("Partitions of the table that were read again: none held a response.")]
        int Partitions,
    [property: Description(
        "Bytes of the store's files that were searched for keys of the responses: none was there. 0 on Azure, whose disks no program can read."
    )]
        long Bytes
)
{
    internal static ErasureView? Of(Erasure? erasure) =>
        erasure is { Day: { } day }
            ? new(day, Numbers.NearestFive(erasure.Responses), erasure.Partitions, erasure.Bytes)
            : null;
}

public sealed record ManifestFile(
    string Name,
    [property: Description("Bytes.")] long Size,
    string MediaType,
    [property: RegularExpression("^[0-9a-f]{64}$")] string Sha256
)
{
    [Description("What is in it, by language; a release that is older has none.")]
    public ImmutableSortedDictionary<string, string>? Title { get; init; }
}
