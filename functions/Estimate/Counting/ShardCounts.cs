using Survey.Ask;

namespace Survey.Estimate;

/// <summary>What is counted of one shard. Who left out nothing that margins need is counted at once; the others wait until
/// it is known of the whole wave whose answers theirs can be drawn from.</summary>
/// <param name="shard">Can be read again.</param>
/// <param name="room">For how many to wait in memory; of a shard with more, all are read a second time.</param>
internal sealed class ShardCounts(
    Definition definition,
    IAsyncEnumerable<KeptAnswers> shard,
    int room
)
{
    private List<KeptAnswers>? _waiting = [];

    public Demographics Known { get; } = new(definition);

    public Tally Tally { get; } = new(definition);

    /// <exception cref="FormatException">A response is damaged.</exception>
    public async Task ReadAsync()
    {
        await foreach (var one in shard)
            if (Known.IsKnown(Known.Add(one.Text)))
                Tally.Add(one.Text);
            else if (_waiting?.Count < room)
                _waiting.Add(one);
            else
                _waiting = null;
    }

    public async Task CompleteAsync(Completion completion)
    {
        await foreach (var one in _waiting?.ToAsyncEnumerable() ?? shard)
            if (!Known.IsKnown(Known.CellOf(one.Text)))
                Tally.Add(completion.Complete(one));
    }
}
