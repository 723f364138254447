using Survey.Storage;

namespace Survey.Tests.Publish;

/// <summary>Lets some writes through and then fails, the failing one done or not by turns, until it is over.</summary>
internal sealed class CrashingBlobs(int after)
{
    private int _writes;

    public bool IsOver { get; set; }

    public IBlobs Around(IBlobs blobs) => new Wrapper(this, blobs);

    private sealed class Wrapper(CrashingBlobs crash, IBlobs blobs) : IBlobs
    {
        public async Task<bool> CreateAsync(
            string container,
            string name,
            ReadOnlyMemory<byte> content,
            string mediaType,
            CancellationToken cancel
        )
        {
            var fails = !crash.IsOver && crash._writes++ >= crash._after;
            var isDone =
                fails && crash._writes % 2 == 0
                || await blobs.CreateAsync(container, name, content, mediaType, cancel);
            return fails ? throw new StorageUnavailableException("cut off") : isDone;
        }

        public Task<Stream?> OpenReadAsync(
            string container,
            string name,
            long offset,
            long? length,
            CancellationToken cancel
        ) => blobs.OpenReadAsync(container, name, offset, length, cancel);
    }

    private readonly int _after = after;
}
