using Survey.Ask;

namespace Survey.Estimate;

/// <summary>From responses to counts.</summary>
public static class Counting
{
    /// <summary>Of a shard, about 1 MiB; with 16 shards enough for all of a wave of a million where one in twenty leaves
    /// out what margins need.</summary>
    private const int Room = 4096;

    /// <summary>Reads all shards side by side, and completes whose demographics are not all known (see
    /// <see cref="Completion"/>). The order of responses changes nothing.</summary>
    /// <param name="wave">The wave's id.</param>
    /// <param name="shards">Together the responses of a wave that takes none any more; each can be read again.</param>
    /// <param name="room">How many of a shard may wait in memory to be completed.</param>
    /// <exception cref="EstimateException">A second reading found another number of responses.</exception>
    /// <exception cref="FormatException">A response is damaged.</exception>
    public static async Task<Counted> CountAsync(
        Definition definition,
        string wave,
        IReadOnlyList<IAsyncEnumerable<KeptAnswers>> shards,
        int room = Room
    )
    {
        ShardCounts[] parts = [.. shards.Select(shard => new ShardCounts(definition, shard, room))];
        await Task.WhenAll(parts.Select(part => Task.Run(part.ReadAsync)));
        var known = new Demographics(definition);
        foreach (var part in parts)
            known.Merge(part.Known);
        var completion = new Completion(wave, known);
        await Task.WhenAll(parts.Select(part => Task.Run(() => part.CompleteAsync(completion))));
        var tally = new Tally(definition);
        foreach (var part in parts)
            tally.Merge(part.Tally);
        return tally.Responses == known.Responses
            ? new Counted(tally, completion.Completed)
            : throw new EstimateException(
                $"The responses of {wave} changed while they were counted."
            );
    }

    /// <summary>Tells whether a stored text is a response to the instrument, so that counting it does not throw. One thread
    /// at a time.</summary>
    public static Predicate<string> Reader(Definition definition)
    {
        var coder = new Coder(definition, new CountLayout(definition));
        return answers =>
        {
            try
            {
                coder.Read(answers, out _);
                return true;
            }
            catch (FormatException)
            {
                return false;
            }
        };
    }
}
