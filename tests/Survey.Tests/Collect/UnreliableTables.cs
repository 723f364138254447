using Survey.Storage;

namespace Survey.Tests.Collect;

/// <summary>A real store behind a line that can be cut.</summary>
internal sealed class UnreliableTables(ITables inner) : ITables
{
    /// <summary>Whether a read of a table fails.</summary>
    public Predicate<string> FailsToRead { get; set; } = _ => false;

    /// <summary>How many more transactions come through.</summary>
    public int WritesLeft { get; set; } = int.MaxValue;

    private int _writesTillThen = -1;
    private Action? _then;

    /// <summary>Does something when so many more transactions are done.</summary>
    public void AfterWrites(int count, Action act) => (_writesTillThen, _then) = (count, act);

    /// <summary>Whether the last of them is done and yet fails, as when the answer gets lost.</summary>
    public bool IsLastAnswerLost { get; set; }

    public Task<Entity?> GetAsync(
        string table,
        string partitionKey,
        string rowKey,
        CancellationToken cancel
    ) => FailsToRead(table) ? throw Cut() : inner.GetAsync(table, partitionKey, rowKey, cancel);

    public IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        CancellationToken cancel
    ) => FailsToRead(table) ? throw Cut() : inner.QueryAsync(table, partitionKey, cancel);

    public IAsyncEnumerable<Entity?> QueryReadableAsync(
        string table,
        string partitionKey,
        CancellationToken cancel
    ) => FailsToRead(table) ? throw Cut() : inner.QueryReadableAsync(table, partitionKey, cancel);

    public Task<string?> FindDamageAsync(CancellationToken cancel) => inner.FindDamageAsync(cancel);

    /// <summary>The store's; null: it has none. Tests have a time of their own, which Azurite's knows nothing of.</summary>
    public TimeProvider? Clock { get; set; }

    public Task<DateTimeOffset?> NowAsync(CancellationToken cancel) =>
        Task.FromResult(Clock?.GetUtcNow());

    public async Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        if (WritesLeft-- <= 0)
            throw Cut();
        cancel.ThrowIfCancellationRequested();
        var outcome = await inner.SubmitAsync(table, steps, cancel);
        if (Interlocked.Decrement(ref _writesTillThen) == 0)
            _then!();
        return WritesLeft == 0 && IsLastAnswerLost ? throw Cut() : outcome;
    }

    public Task<long> WipeAsync(
        string table,
        IReadOnlyList<string> partitionKeys,
        CancellationToken cancel
    ) => inner.WipeAsync(table, partitionKeys, cancel);

    private static StorageUnavailableException Cut() => new("The line is cut.");
}
