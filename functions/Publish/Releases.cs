using System.Security.Cryptography;
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
    /// <returns>The manifest's SHA-256, for the wave's row.</returns>
    /// <exception cref="ReleaseConflictException">One has other bytes.</exception>
    public async Task<string> WriteAsync(Release release, CancellationToken cancel)
    {
        var files = await ReleaseFiles.WriteAsync(release);
        foreach (var file in files)
            await WriteAsync(release, file, cancel);
        var manifest = PublishJson.File(Manifest.Name, Manifest.Of(release, files));
        await WriteAsync(release, manifest, cancel);
        return manifest.Sha256;
    }

    /// <summary>Null when there is no complete release of that revision.</summary>
    /// <exception cref="DamagedException">It is not the one whose sum the wave's row has, or that one is gone.</exception>
    public async Task<Manifest?> FindAsync(Wave wave, int revision, CancellationToken cancel)
    {
        var name = NameOf(wave.Id, revision, Manifest.Name);
        var bytes = await BytesAsync(name, cancel);
        if (wave.SumOf(revision) is { } sum && sum != SumOf(bytes))
            throw new DamagedException($"{name} is not as it was published.");
        if (bytes.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize(bytes, PublishJson.Files.Manifest);
        }
        catch (JsonException fault)
        {
            throw new DamagedException($"{name} is not as it was published.", fault);
        }
    }

    /// <summary>The wave's releases that were out, oldest first, those withdrawn with them: whoever saw one may have kept
    /// it.</summary>
    internal async Task<List<ReleaseView>> ShownAsync(Wave wave, CancellationToken cancel)
    {
        var shown = new List<ReleaseView>();
        for (var revision = 1; revision <= wave.Revision; revision++)
            if (
                (wave.IsReleased(revision) || wave.IsWithdrawn(revision))
                && await FindAsync(wave, revision, cancel) is { } release
            )
                shown.Add(await ReadAsync(release, cancel));
        return shown;
    }

    /// <summary>A release's figures and texts, as published.</summary>
    internal async Task<ReleaseView> ReadAsync(Manifest release, CancellationToken cancel)
    {
        var content = await ReadFileAsync(release, ReleaseJson.Name, cancel);
        var view = JsonSerializer.Deserialize(content, PublishJson.Files.ReleaseView)!;
        // One that was published before releases kept their texts.
        return view.Texts is null
            ? view with
            {
                Texts = ReleaseTexts.Of(definition.Asked(release.Instrument) ?? definition),
            }
            : view;
    }

    /// <summary>A file as it was published: what the manifest says of it is looked at each time.</summary>
    /// <exception cref="DamagedException">It has other bytes, or is gone.</exception>
    public async Task<byte[]> ReadFileAsync(Manifest release, string file, CancellationToken cancel)
    {
        var name = NameOf(release.Wave, release.Revision, file);
        var bytes = await BytesAsync(name, cancel);
        var published = release.Files.FirstOrDefault(one => one.Name == file);
        return published?.Sha256 == SumOf(bytes)
            ? bytes
            : throw new DamagedException($"{name} is not as it was published.");
    }

    private async Task WriteAsync(Release release, ReleaseFile file, CancellationToken cancel)
    {
        var name = NameOf(release.Wave.Id, release.Revision, file.Name);
        if (await blobs.CreateAsync(Container, name, file.Content, file.MediaType, cancel))
            return;
        var there = await BytesAsync(name, cancel);
        if (!there.AsSpan().SequenceEqual(file.Content))
            throw new ReleaseConflictException(name);
    }

    /// <summary>None where there is no such blob.</summary>
    private async Task<byte[]> BytesAsync(string name, CancellationToken cancel)
    {
        await using var stream = await blobs.OpenReadAsync(Container, name, 0, null, cancel);
        using var bytes = new MemoryStream();
        await (stream ?? Stream.Null).CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static string SumOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string NameOf(string wave, int revision, string file) =>
        FormattableString.Invariant($"{wave}/r{revision}/{file}");
}

/// <summary>A release that was begun would now have other bytes: the definition or the program changed in between.</summary>
public sealed class ReleaseConflictException(string name)
    : Exception($"{name} is there already with other bytes; a published file never changes.");
