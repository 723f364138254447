using System.Runtime.InteropServices;

namespace Survey.Estimate;

/// <summary>Counters by number, most of which may stay 0: an array while there are few, else only those that are not
/// 0.</summary>
internal sealed class SparseCounts(long size)
{
    /// <summary>Half a megabyte: the shards of a wave are counted side by side.</summary>
    private const int Few = 1 << 16;

    private readonly long[]? _few = size <= Few ? new long[size] : null;
    private readonly Dictionary<long, long> _many = [];

    /// <summary>Those that are not 0, in order.</summary>
    public IEnumerable<(long Key, long Count)> Counted =>
        _few is null
            ? _many.OrderBy(one => one.Key).Select(one => (one.Key, one.Value))
            : _few.Select((count, key) => ((long)key, count)).Where(one => one.count != 0);

    public void Add(long key, long count)
    {
        if (_few is null)
            CollectionsMarshal.GetValueRefOrAddDefault(_many, key, out _) += count;
        else
            _few[key] += count;
    }
}
