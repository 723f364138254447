using System.Text.Json;
using Survey.Ask;
using Survey.Storage;

namespace Survey.Publish;

/// <summary>The blobs of releases, <c>{wave}/r{revision}/{file}</c>: written once, never changed.</summary>
public sealed class Releases(IBlobs blobs, Definition definition)
{
    private const string Container = "releases";

    /// <summary>Writes every file and then the manifest. A file that is there already must have the same bytes: then
    /// somebody else wrote it, or we did before a crash.</summary>
    /// <exception cref="ReleaseConflictException">One has other bytes.</exception>
    public async Task WriteAsync(Release release, CancellationToken cancel)
    {
        var files = await ReleaseFiles.WriteAsync(release);
        foreach (var file in files)
            await WriteAsync(release, file, cancel);
        var manifest = Manifest.Of(release, files);
        await WriteAsync(release, PublishJson.File(Manifest.Name, manifest), cancel);
    }

    /// <summary>Null when there is no complete release of that revision.</summary>
    public async Task<Manifest?> FindAsync(string wave, int revision, CancellationToken cancel)
    {
        var name = NameOf(wave, revision, Manifest.Name);
        await using var stream = await blobs.OpenReadAsync(Container, name, 0, null, cancel);
        return stream is null
            ? null
            : await JsonSerializer.DeserializeAsync(stream, PublishJson.Files.Manifest, cancel);
    }

    /// <summary>A release's figures and texts, as published.</summary>
    internal async Task<ReleaseView> ReadAsync(Manifest release, CancellationToken cancel)
    {
        await using var stream =
            await OpenAsync(release, ReleaseJson.Name, 0, null, cancel)
            ?? throw new InvalidOperationException($"{ReleaseJson.Name} of a release is gone.");
        var view = (
            await JsonSerializer.DeserializeAsync(stream, PublishJson.Files.ReleaseView, cancel)
        )!;
        // One that was published before releases kept their texts.
        return view.Texts is null
            ? view with
            {
                Texts = ReleaseTexts.Of(definition.Asked(release.Instrument) ?? definition),
            }
            : view;
    }

    /// <summary>For the caller to dispose; null when it is not there.</summary>
    public Task<Stream?> OpenAsync(
        Manifest release,
        string file,
        long offset,
        long? length,
        CancellationToken cancel
    ) =>
        blobs.OpenReadAsync(
            Container,
            NameOf(release.Wave, release.Revision, file),
            offset,
            length,
            cancel
        );

    private async Task WriteAsync(Release release, ReleaseFile file, CancellationToken cancel)
    {
        var name = NameOf(release.Wave.Id, release.Revision, file.Name);
        if (await blobs.CreateAsync(Container, name, file.Content, file.MediaType, cancel))
            return;
        await using var stream = await blobs.OpenReadAsync(Container, name, 0, null, cancel);
        using var there = new MemoryStream();
        await (stream ?? Stream.Null).CopyToAsync(there, cancel);
        if (!there.ToArray().AsSpan().SequenceEqual(file.Content))
            throw new ReleaseConflictException(name);
    }

    private static string NameOf(string wave, int revision, string file) =>
        FormattableString.Invariant($"{wave}/r{revision}/{file}");
}

/// <summary>A release that was begun would now have other bytes: the definition or the program changed in between.</summary>
public sealed class ReleaseConflictException(string name)
    : Exception($"{name} is there already with other bytes; a published file never changes.");
