using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>A release's table of contents: written last, so that a release that has one is complete.</summary>
/// <param name="Responses">To the nearest 5.</param>
public sealed record Manifest(
    string Wave,
    int Revision,
    bool Synthetic,
    long Responses,
    string Instrument,
    ImmutableArray<ManifestFile> Files
)
{
    public const string Name = "manifest.json";

    /// <summary>When it came out, UTC; known of the newest revision. Not stored in the blob, which has no clock.</summary>
    public DateTimeOffset? Published { get; init; }

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
                )),
            ]
        );
}

/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record ManifestFile(string Name, long Size, string MediaType, string Sha256);
