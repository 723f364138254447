using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Survey.Http;

namespace Survey.Publish;

/// <summary>One file of a release, whole or in part. Its SHA-256 is its ETag.</summary>
public sealed class DownloadRelease(ReleaseIndex index, Releases releases)
{
    [Function(nameof(DownloadRelease))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "One file of a release, whole or in part",
        Parameters = ["revision"],
        Statuses = [200, 206, 304, 416],
        Media = "*/*",
        Header = "Content-Disposition",
        Refuses = [
            nameof(Problems.NotFound),
            nameof(Problems.Withdrawn),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "api/releases/{wave:regex(^[a-z0-9-]+$)}/{file:regex(^[a-z0-9.-]+$)}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        if (await index.FindAsync(request, cancel) is not { } release)
            return await index.MissingAsync(request, cancel);
        var name = (string)request.RouteValues["file"]!;
        return release.Files.FirstOrDefault(one => one.Name == name) is { } file
            ? await SendAsync(releases, release, file, cancel)
            : Problems.NotFound.Because("No such file is out.");
    }

    /// <summary>A file that whoever asks may see.</summary>
    internal static async Task<IResult> SendAsync(
        Releases releases,
        Manifest release,
        ManifestFile file,
        CancellationToken cancel
    ) =>
        Results.Bytes(
            await releases.ReadFileAsync(release, file.Name, cancel),
            file.MediaType,
            $"{(release.Synthetic ? "synthetic-" : "")}{release.Wave}-{file.Name}",
            enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\"")
        );
}
