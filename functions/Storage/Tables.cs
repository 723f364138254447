namespace Survey.Storage;

/// <summary>A row in the words of Azure Table Storage.</summary>
/// <param name="PartitionKey">1 to 512 characters, none of <c>/ \ # ? %</c> nor control characters.</param>
/// <param name="RowKey">As the partition key; unique in its partition.</param>
/// <param name="Properties">Values are string, int, long, finite double, bool, DateTimeOffset (from 1601, read back in UTC),
/// Guid or byte[].</param>
/// <param name="ETag">What the store said of this version of the row; null for a row not read from a store.</param>
public sealed record Entity(
    string PartitionKey,
    string RowKey,
    IReadOnlyDictionary<string, object> Properties,
    string? ETag = null
);

/// <summary>One step of a transaction. All steps name the same partition, and no row twice.</summary>
public abstract record Operation(string PartitionKey, string RowKey)
{
    /// <summary>The row must not exist yet.</summary>
    public sealed record Insert(Entity Entity) : Operation(Entity.PartitionKey, Entity.RowKey);

    /// <summary>The row must exist with the ETag of <paramref name="Entity"/>; all its properties are replaced.</summary>
    public sealed record Replace(Entity Entity) : Operation(Entity.PartitionKey, Entity.RowKey);

    /// <summary>Inserts a row that was not read from a store, replaces one that was: nobody else's change is written
    /// over.</summary>
    public static Operation Save(Entity entity) =>
        entity.ETag is null ? new Insert(entity) : new Replace(entity);

    /// <summary>The row must exist; it goes.</summary>
    public sealed record Delete(string PartitionKey, string RowKey)
        : Operation(PartitionKey, RowKey);

    /// <summary>The row must exist; nothing of it changes.</summary>
    public sealed record Require(string PartitionKey, string RowKey)
        : Operation(PartitionKey, RowKey);
}

public enum Outcome
{
    /// <summary>Every step is done, durably.</summary>
    Done,

    /// <summary>An insert met a row of that key. Nothing was done.</summary>
    Exists,

    /// <summary>A row to replace, delete or require is not there. Nothing was done.</summary>
    Missing,

    /// <summary>A row has another ETag: somebody changed it since. Nothing was done.</summary>
    Changed,
}

/// <summary>Tables of entities, in the words of Azure Table Storage. A table is made by its first write; reading one
/// that is not there finds nothing. When the store cannot be reached: <see cref="StorageUnavailableException"/>.</summary>
public interface ITables
{
    /// <summary>The row, or null.</summary>
    Task<Entity?> GetAsync(
        string table,
        string partitionKey,
        string rowKey,
        CancellationToken cancel
    );

    /// <summary>Every row of one partition in the order of row keys, a page at a time, never all in memory.</summary>
    IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        CancellationToken cancel
    );

    /// <summary>As <see cref="QueryAsync"/>, but a damaged place ends nothing: null stands for rows, however many, that
    /// cannot be read there. A damaged row has no properties. ETags may be missing: rows are read to be counted.</summary>
    IAsyncEnumerable<Entity?> QueryReadableAsync(
        string table,
        string partitionKey,
        CancellationToken cancel
    ) => QueryAsync(table, partitionKey, cancel);

    /// <summary>Reads all of the store and says what is wrong with it; null: nothing was found. Of Azure's it is for Azure
    /// to find.</summary>
    Task<string?> FindDamageAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>All steps or none, on disk before it returns. 1 to 100 steps, one partition. Of several steps that
    /// cannot be done, the first gives the outcome.</summary>
    /// <exception cref="ArgumentException">More than one partition, a row twice, too many steps, a bad key.</exception>
    Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    );

    /// <summary>What the store's own clock says, UTC; null: it has none but this machine's.</summary>
    Task<DateTimeOffset?> NowAsync(CancellationToken cancel) =>
        Task.FromResult<DateTimeOffset?>(null);

    /// <summary>Rids the store of what deleted rows have left behind, then searches all of it for rows of these
    /// partitions that are not there any more. Azure's disks are out of a program's reach: there it does nothing.</summary>
    /// <param name="partitionKeys">None is the start of another's; with few rows left.</param>
    /// <returns>Bytes that were searched.</returns>
    /// <exception cref="StorageUnavailableException">Something is still there, or it cannot be told now.</exception>
    Task<long> WipeAsync(
        string table,
        IReadOnlyList<string> partitionKeys,
        CancellationToken cancel
    );
}

/// <summary>The store cannot be reached or refuses for now; what was asked may or may not have been done.</summary>
public class StorageUnavailableException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>What the store holds is not what was written to it; asking again changes nothing.</summary>
public sealed class DamagedException(string message, Exception? inner = null)
    : StorageUnavailableException(message, inner);
