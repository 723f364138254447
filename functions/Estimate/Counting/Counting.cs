using Survey.Ask;

namespace Survey.Estimate;

/// <summary>From responses to counts.</summary>
public static class Counting
{
    /// <summary>Counts each shard apart, side by side, and adds them up; the order of responses changes nothing.</summary>
    /// <param name="shards">Each the answers of its responses, as <see cref="Answers"/> writes them.</param>
    public static async Task<Tally> CountAsync(
        Definition definition,
        IEnumerable<IAsyncEnumerable<string>> shards
    )
    {
        var counted = await Task.WhenAll(
            shards.Select(shard => Task.Run(() => CountAsync(definition, shard)))
        );
        var whole = new Tally(definition);
        foreach (var part in counted)
            whole.Merge(part);
        return whole;
    }

    private static async Task<Tally> CountAsync(
        Definition definition,
        IAsyncEnumerable<string> shard
    )
    {
        var tally = new Tally(definition);
        await foreach (var answers in shard)
            tally.Add(answers);
        return tally;
    }
}
