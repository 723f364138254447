namespace Survey.Collect;

/// <summary>What a reading of a wave's rows found that is not as it was written. A shard that is read again is counted
/// anew; shards may be read side by side.</summary>
public sealed class RowFaults
{
    private readonly long[] _damaged = new long[Responses.Shards];
    private readonly long[] _unchecked = new long[Responses.Shards];

    /// <summary>Responses that were set aside. Where the store cannot be read it is not known how many lay there: they are
    /// as many as lie in as wide a range of keys elsewhere.</summary>
    public long Damaged => _damaged.Sum();

    /// <summary>Responses that have no checksum, from a program before there was one. They are used.</summary>
    public long Unchecked => _unchecked.Sum();

    internal void Set(int shard, long damaged, long uncheckedRows) =>
        (_damaged[shard], _unchecked[shard]) = (damaged, uncheckedRows);
}
