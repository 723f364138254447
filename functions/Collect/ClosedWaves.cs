using System.Threading.Channels;

namespace Survey.Collect;

/// <summary>Says at once, inside this program, that a wave has closed, so that its release need not wait for the timer.
/// A word may be lost; the timer is what can be relied on.</summary>
public sealed class ClosedWaves
{
    private readonly Channel<string> _ids = Channel.CreateBounded<string>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    public void Add(string wave) => _ids.Writer.TryWrite(wave);

    /// <summary>Ids of waves, as they close.</summary>
    public IAsyncEnumerable<string> ReadAsync(CancellationToken cancel) =>
        _ids.Reader.ReadAllAsync(cancel);
}
