using System.Runtime.CompilerServices;
using Survey.Storage;

namespace Survey.Tests.Whole.Simulation;

/// <summary>What goes wrong with one operation of the store.</summary>
public enum Mishap
{
    /// <summary>The store is away: nothing is done.</summary>
    Away,

    /// <summary>It is done, and the answer gets lost.</summary>
    AnswerLost,

    /// <summary>The program dies before.</summary>
    DiesBefore,

    /// <summary>The program dies after it is done, and hears of it no more.</summary>
    DiesAfter,
}

/// <param name="After">So many operations of the store come through before.</param>
public sealed record Fault(Mishap What, int After);

/// <summary>The store as one program of a simulation sees it.</summary>
internal sealed class FaultyStore(ITables tables, IBlobs blobs, TimeProvider clock)
    : ITables,
        IBlobs
{
    private Fault? _fault;
    private int _left;

    /// <summary>Nothing that it does reaches the store any more.</summary>
    public bool IsDead { get; private set; }

    /// <param name="fault">Of the operations from now on; null: none.</param>
    public void Plan(Fault? fault) => (_fault, _left) = (fault, fault?.After ?? 0);

    /// <summary>The store's own clock, by which everybody goes.</summary>
    public Task<DateTimeOffset?> NowAsync(CancellationToken cancel) =>
        Task.FromResult<DateTimeOffset?>(clock.GetUtcNow());

    public Task<Entity?> GetAsync(
        string table,
        string partitionKey,
        string rowKey,
        CancellationToken cancel
    ) => CallAsync(() => tables.GetAsync(table, partitionKey, rowKey, cancel));

    public async IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await CallAsync(() => Task.FromResult(true));
        await foreach (var row in tables.QueryAsync(table, partitionKey, cancel))
            yield return row;
    }

    public Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    ) => CallAsync(() => tables.SubmitAsync(table, steps, cancel));

    public Task<long> WipeAsync(
        string table,
        IReadOnlyList<string> partitionKeys,
        CancellationToken cancel
    ) => CallAsync(() => tables.WipeAsync(table, partitionKeys, cancel));

    public Task<bool> CreateAsync(
        string container,
        string name,
        ReadOnlyMemory<byte> content,
        string mediaType,
        CancellationToken cancel
    ) => CallAsync(() => blobs.CreateAsync(container, name, content, mediaType, cancel));

    public Task<Stream?> OpenReadAsync(
        string container,
        string name,
        long offset,
        long? length,
        CancellationToken cancel
    ) => CallAsync(() => blobs.OpenReadAsync(container, name, offset, length, cancel));

    private async Task<T> CallAsync<T>(Func<Task<T>> act)
    {
        // Two programs at once take turns here.
        await Task.Yield();
        if (IsDead)
            throw new StorageUnavailableException("The program is dead.");
        if (_fault is not { } fault || Interlocked.Decrement(ref _left) != -1)
            return await act();
        _fault = null;
        if (fault.What is Mishap.AnswerLost or Mishap.DiesAfter)
            await act();
        IsDead = fault.What is Mishap.DiesBefore or Mishap.DiesAfter;
        throw new StorageUnavailableException($"{fault.What}");
    }
}
