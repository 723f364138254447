using Survey.Ask;

namespace Survey.Estimate;

/// <summary>From responses to counts.</summary>
public static class Counting
{
    /// <summary>Reads every shard twice, all of them side by side: once for who is known to be what, once to count
    /// everybody, completed (see <see cref="Completion"/>). The order of responses changes nothing.</summary>
    /// <param name="wave">The wave's id.</param>
    /// <param name="shards">Together the responses of a wave that takes none any more; each can be read again.</param>
    /// <exception cref="EstimateException">The second reading found another number of responses.</exception>
    /// <exception cref="FormatException">A response is damaged.</exception>
    public static async Task<Counted> CountAsync(
        Definition definition,
        string wave,
        IReadOnlyList<IAsyncEnumerable<KeptAnswers>> shards
    )
    {
        var known = await FoldAsync(
            shards,
            () => new Demographics(definition),
            (part, one) => part.Add(one.Text),
            (whole, part) => whole.Merge(part)
        );
        var completion = new Completion(wave, known);
        var tally = await FoldAsync(
            shards,
            () => new Tally(definition),
            (part, one) => part.Add(completion.Complete(one)),
            (whole, part) => whole.Merge(part)
        );
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

    private static async Task<T> FoldAsync<T>(
        IReadOnlyList<IAsyncEnumerable<KeptAnswers>> shards,
        Func<T> empty,
        Action<T, KeptAnswers> add,
        Action<T, T> merge
    )
    {
        var parts = await Task.WhenAll(
            shards.Select(shard =>
                Task.Run(async () =>
                {
                    var part = empty();
                    await foreach (var one in shard)
                        add(part, one);
                    return part;
                })
            )
        );
        var whole = empty();
        foreach (var part in parts)
            merge(whole, part);
        return whole;
    }
}
