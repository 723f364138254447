using System.Collections.Concurrent;
using Survey.Storage;

namespace Survey.Tests.Whole.Simulation;

/// <summary>Blobs in memory that outlive the programs of a simulation; by the same contract as the real ones.</summary>
internal sealed class MemoryBlobs(Planted planted = Planted.None) : IBlobs
{
    private readonly ConcurrentDictionary<(string, string), byte[]> _blobs = [];

    public Task<bool> CreateAsync(
        string container,
        string name,
        ReadOnlyMemory<byte> content,
        string mediaType,
        CancellationToken cancel
    )
    {
        Limits.CheckContainer(container);
        Limits.CheckBlob(name);
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(
            planted == Planted.FileLost && name.EndsWith("estimates.csv", StringComparison.Ordinal)
                || _blobs.TryAdd((container, name), content.ToArray())
        );
    }

    public Task<Stream?> OpenReadAsync(
        string container,
        string name,
        long offset,
        long? length,
        CancellationToken cancel
    )
    {
        Limits.CheckContainer(container);
        Limits.CheckBlob(name);
        cancel.ThrowIfCancellationRequested();
        if (!_blobs.TryGetValue((container, name), out var bytes))
            return Task.FromResult<Stream?>(null);
        var start = (int)Math.Min(offset, bytes.Length);
        var count = (int)Math.Min(length ?? long.MaxValue, bytes.Length - start);
        return Task.FromResult<Stream?>(new MemoryStream(bytes, start, count, writable: false));
    }
}
