using System.Globalization;
using System.Runtime.CompilerServices;
using Survey.Storage;

namespace Survey.Tests.Whole.Simulation;

/// <summary>Tables in memory that outlive the programs of a simulation; by the same contract as the real ones.</summary>
internal sealed class MemoryTables(Planted planted = Planted.None) : ITables
{
    private readonly Lock _lock = new();
    private readonly Dictionary<
        (string Table, string Partition),
        SortedDictionary<string, Entity>
    > _partitions = [];
    private int _version;

    public Task<Entity?> GetAsync(
        string table,
        string partitionKey,
        string rowKey,
        CancellationToken cancel
    )
    {
        Limits.CheckTable(table);
        Limits.CheckKey(partitionKey);
        Limits.CheckKey(rowKey);
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
            return Task.FromResult(Rows(table, partitionKey).GetValueOrDefault(rowKey));
    }

    public async IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Limits.CheckTable(table);
        Limits.CheckKey(partitionKey);
        cancel.ThrowIfCancellationRequested();
        Entity[] rows;
        lock (_lock)
            rows = [.. Rows(table, partitionKey).Values];
        if (planted == Planted.LastRowUnread && table == "Responses")
            // The marks of a shard sort last.
            rows = [.. rows.Where((row, place) => row.RowKey[0] == '~' || place > 0)];
        foreach (var row in rows)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        Limits.CheckTransaction(table, steps);
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var rows = Rows(table, steps[0].PartitionKey);
            foreach (var step in steps)
                if (Check(rows, step, table) is var outcome && outcome != Outcome.Done)
                {
                    if (planted == Planted.TransactionTorn)
                        foreach (var other in steps)
                            if (Check(rows, other, table) == Outcome.Done)
                                Do(rows, other);
                    return Task.FromResult(outcome);
                }
            if (
                planted != Planted.WriteLost
                || table != "Responses"
                || steps is [_]
                || _version++ % 5 != 4
            )
                foreach (var step in steps)
                    Do(rows, step);
            return Task.FromResult(Outcome.Done);
        }
    }

    public Task<long> WipeAsync(
        string table,
        IReadOnlyList<string> partitionKeys,
        CancellationToken cancel
    ) => Task.FromResult(0L);

    private Outcome Check(SortedDictionary<string, Entity> rows, Operation step, string table)
    {
        var there = rows.GetValueOrDefault(step.RowKey);
        return step switch
        {
            Operation.Insert when planted == Planted.RowReplaced && table == "Responses" =>
                Outcome.Done,
            Operation.Insert => there is null ? Outcome.Done : Outcome.Exists,
            Operation.Require when planted == Planted.GateIgnored => Outcome.Done,
            _ when there is null => Outcome.Missing,
            Operation.Replace replace
                when planted != Planted.ETagIgnored && replace.Entity.ETag != there.ETag =>
                Outcome.Changed,
            _ => Outcome.Done,
        };
    }

    private void Do(SortedDictionary<string, Entity> rows, Operation step)
    {
        switch (step)
        {
            case Operation.Insert insert:
                rows[step.RowKey] = Stamped(insert.Entity);
                break;
            case Operation.Replace replace:
                rows[step.RowKey] = Stamped(replace.Entity);
                break;
            case Operation.Delete
                when planted != Planted.ErasedNotAll
                    || step.RowKey[0] == '~'
                    || !step.PartitionKey.EndsWith("-3", StringComparison.Ordinal):
                rows.Remove(step.RowKey);
                break;
        }
    }

    private Entity Stamped(Entity entity) =>
        entity with
        {
            ETag = (++_version).ToString(CultureInfo.InvariantCulture),
            Properties = entity.Properties.ToDictionary(
                property => property.Key,
                property =>
                    property.Value is DateTimeOffset moment
                        ? moment.ToUniversalTime()
                        : property.Value
            ),
        };

    private SortedDictionary<string, Entity> Rows(string table, string partition)
    {
        if (!_partitions.TryGetValue((table, partition), out var rows))
            _partitions[(table, partition)] = rows = new(StringComparer.Ordinal);
        return rows;
    }
}
