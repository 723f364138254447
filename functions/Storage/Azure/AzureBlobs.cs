using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace Survey.Storage;

/// <summary>Azure Blob Storage over REST.</summary>
internal sealed class AzureBlobs(AzureAccount account, AzureOptions options) : IBlobs
{
    private const string Version = "2021-12-02";

    /// <summary>Metadata that tells our own blob from another's when the answer to the first try was lost.</summary>
    private const string Writer = "x-ms-meta-writer";

    private readonly AzureService _service = AzureService.Blobs(account, options);

    public async Task<bool> CreateAsync(
        string container,
        string name,
        ReadOnlyMemory<byte> content,
        string mediaType,
        CancellationToken cancel
    )
    {
        var path = PathOf(container, name);
        var writer = Guid.NewGuid().ToString("N");
        for (var retried = false; ; )
        {
            using var message = Message(RequestMethod.Put, path);
            var headers = message.Request.Headers;
            headers.Add("x-ms-blob-type", "BlockBlob");
            headers.Add("If-None-Match", "*");
            headers.Add("Content-Type", mediaType);
            headers.Add("Content-MD5", HashOf(content.Span));
            headers.Add(Writer, writer);
            message.Request.Content = RequestContent.Create(content);
            var response = await _service.SendAsync(message, cancel);
            retried |= message.ProcessingContext.RetryNumber > 0;
            if (!response.IsError)
                return true;
            var code = AzureService.CodeOf(response);
            if (code is "BlobAlreadyExists" or "ConditionNotMet")
                return retried && (await HeadAsync(container, name, cancel))?.Writer == writer;
            if (code != "ContainerNotFound")
                throw _service.Refusal(response, code);
            await MakeContainerAsync(container, cancel);
        }
    }

    public async Task<BlobInfo?> GetInfoAsync(
        string container,
        string name,
        CancellationToken cancel
    ) => (await HeadAsync(container, name, cancel))?.Info;

    public async Task<Stream?> OpenReadAsync(
        string container,
        string name,
        long offset,
        long? length,
        CancellationToken cancel
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0);
        var path = PathOf(container, name);
        if (length == 0)
            return await HeadAsync(container, name, cancel) is null ? null : Stream.Null;
        using var message = Message(RequestMethod.Get, path);
        if (offset > 0 || length is not null)
            message.Request.Headers.Add(
                "x-ms-range",
                string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-{offset + length - 1}")
            );
        var response = await _service.SendAsync(message, cancel);
        if (IsMissing(response))
            return null;
        if (response.Status == 416)
            return Stream.Null;
        if (response.IsError)
            throw _service.Refusal(response);
        return message.ExtractResponseContent() ?? Stream.Null;
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string container,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Limits.CheckContainer(container);
        var query =
            $"{container}?restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}";
        for (var marker = ""; marker is not null; )
        {
            using var message = Message(
                RequestMethod.Get,
                marker.Length == 0 ? query : $"{query}&marker={Uri.EscapeDataString(marker)}"
            );
            var response = await _service.SendAsync(message, cancel);
            if (IsMissing(response))
                yield break;
            if (response.IsError)
                throw _service.Refusal(response);
            var page = XDocument.Load(response.Content.ToStream()).Root!;
            foreach (var blob in page.Descendants("Blob"))
                yield return Read(blob);
            marker = page.Element("NextMarker")?.Value is { Length: > 0 } next ? next : null;
        }
    }

    private static BlobInfo Read(XElement blob)
    {
        var properties = blob.Element("Properties")!;
        return new BlobInfo(
            blob.Element("Name")!.Value,
            (long)properties.Element("Content-Length")!,
            properties.Element("Content-Type")!.Value,
            Quoted(properties.Element("Etag")!.Value)
        );
    }

    /// <summary>Lists give an ETag without its quotes, headers with them.</summary>
    private static string Quoted(string etag) => etag.StartsWith('"') ? etag : $"\"{etag}\"";

    /// <summary>Null when there is no such blob.</summary>
    private async Task<(BlobInfo Info, string? Writer)?> HeadAsync(
        string container,
        string name,
        CancellationToken cancel
    )
    {
        using var message = Message(RequestMethod.Head, PathOf(container, name));
        var response = await _service.SendAsync(message, cancel);
        if (IsMissing(response))
            return null;
        if (response.IsError)
            throw _service.Refusal(response);
        var headers = response.Headers;
        var info = new BlobInfo(
            name,
            headers.ContentLengthLong ?? 0,
            headers.ContentType ?? "",
            Quoted(headers.ETag?.ToString("G") ?? "")
        );
        return (info, headers.TryGetValue(Writer, out var writer) ? writer : null);
    }

    private static bool IsMissing(Response response) =>
        response.Status == 404
        && AzureService.CodeOf(response)
            is "BlobNotFound"
                or "ContainerNotFound"
                or "ResourceNotFound";

    private async Task MakeContainerAsync(string container, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Put, container + "?restype=container");
        var response = await _service.SendAsync(message, cancel);
        if (response.IsError && AzureService.CodeOf(response) != "ContainerAlreadyExists")
            throw _service.Refusal(response);
    }

    private HttpMessage Message(RequestMethod method, string path) =>
        _service.Message(method, path, Version);

    private static string PathOf(string container, string name)
    {
        Limits.CheckContainer(container);
        Limits.CheckBlob(name);
        return $"{container}/{name}";
    }

    /// <summary>What the service checks the transfer by; nothing secret hangs on it.</summary>
#pragma warning disable CA5351
    private static string HashOf(ReadOnlySpan<byte> content) =>
        Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351
}
