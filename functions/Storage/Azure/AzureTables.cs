using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Survey.Storage;

/// <summary>Azure Table Storage. One change goes as a transaction too: then its address holds no key of a row.</summary>
internal sealed class AzureTables(TableServiceClient service) : ITables
{
    private const int Tries = 5;

    private readonly AzureFaults _faults = new("Table", service.Uri);

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
        return _faults.GuardAsync(
            async () =>
            {
                try
                {
                    var row = await service
                        .GetTableClient(table)
                        .GetEntityAsync<TableEntity>(partitionKey, rowKey, null, cancel);
                    return AzureEntity.Read(row);
                }
                catch (RequestFailedException e) when (OutcomeOf(e) == Outcome.Missing)
                {
                    return null;
                }
            },
            cancel
        );
    }

    /// <summary>Of the header that comes with any answer, also that nothing is there.</summary>
    public Task<DateTimeOffset?> NowAsync(CancellationToken cancel) =>
        _faults.GuardAsync(
            async () =>
            {
                try
                {
                    var there = await service
                        .GetTableClient(StorageChecks.Table)
                        .GetEntityAsync<TableEntity>(
                            StorageChecks.Key,
                            StorageChecks.Key,
                            ["PartitionKey"],
                            cancel
                        );
                    return there.GetRawResponse().Headers.Date;
                }
                catch (RequestFailedException e) when (OutcomeOf(e) == Outcome.Missing)
                {
                    return e.GetRawResponse()?.Headers.Date;
                }
            },
            cancel
        );

    public async IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Limits.CheckTable(table);
        Limits.CheckKey(partitionKey);
        await using var pages = service
            .GetTableClient(table)
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey}"),
                cancellationToken: cancel
            )
            .AsPages()
            .GetAsyncEnumerator(cancel);
        while (await _faults.GuardAsync(NextAsync, cancel))
            foreach (var row in pages.Current.Values)
                yield return AzureEntity.Read(row);

        async Task<bool> NextAsync()
        {
            try
            {
                return await pages.MoveNextAsync();
            }
            catch (RequestFailedException e) when (OutcomeOf(e) == Outcome.Missing)
            {
                return false;
            }
        }
    }

    public Task<long> WipeAsync(
        string table,
        IReadOnlyList<string> partitionKeys,
        CancellationToken cancel
    ) => Task.FromResult(0L);

    public Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        Limits.CheckTransaction(table, steps);
        return _faults.GuardAsync(() => WriteAsync(table, steps, cancel), cancel);
    }

    private async Task<Outcome> WriteAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        var client = service.GetTableClient(table);
        using var retried = new Retried();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (steps is [Operation.Insert one])
                    await client.AddEntityAsync(AzureEntity.Write(one.Entity), cancel);
                else
                    await client.SubmitTransactionAsync(steps.Select(AzureEntity.Write), cancel);
                return Outcome.Done;
            }
            catch (RequestFailedException e)
                when (attempt < Tries
                    && e.ErrorCode == TableErrorCode.TableNotFound
                    && steps.Any(step => step is Operation.Insert)
                )
            {
                await client.CreateIfNotExistsAsync(cancel);
            }
            catch (TableTransactionFailedException e)
                when (attempt < Tries && e.Status is 408 or 429 or >= 500)
            {
                // Too busy, said inside an answer that Azure.Core takes for a success.
                retried.Value = true;
                await WaitAsync(attempt, cancel);
            }
            catch (RequestFailedException e)
                when (OutcomeOf(e) == Outcome.Changed
                    && !steps.Any(step => step is Operation.Replace)
                )
            {
                // Two merges into one row met inside the service: nobody asked for a version.
                if (attempt == Tries)
                    throw;
                await WaitAsync(attempt, cancel);
            }
            catch (RequestFailedException e) when (OutcomeOf(e) is { } outcome)
            {
                return retried.Value && await IsDoneAsync(table, steps, cancel)
                    ? Outcome.Done
                    : outcome;
            }
        }
    }

    private static Task WaitAsync(int attempt, CancellationToken cancel) =>
        Task.Delay(Random.Shared.Next(10, 50 << attempt), cancel);

    /// <summary>Null when the answer is neither yes nor no to what was asked.</summary>
    private static Outcome? OutcomeOf(RequestFailedException refused) =>
        refused.ErrorCode switch
        {
            "EntityAlreadyExists" => Outcome.Exists,
            "UpdateConditionNotSatisfied" or "ConditionNotMet" => Outcome.Changed,
            "ResourceNotFound" or "EntityNotFound" or "TableNotFound" => Outcome.Missing,
            _ => null,
        };

    /// <summary>A try before the last may have succeeded and its answer been lost: then the rows are as we wanted them.
    /// Another's identical change cannot be told from ours, and need not be.</summary>
    private async Task<bool> IsDoneAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        var changes = steps.Where(step => step is not Operation.Require).ToList();
        foreach (var step in changes)
        {
            var stored = await GetAsync(table, step.PartitionKey, step.RowKey, cancel);
            var isDone = step switch
            {
                Operation.Insert insert => stored is not null
                    && AzureEntity.Same(stored, insert.Entity),
                Operation.Replace replace => stored is not null
                    && AzureEntity.Same(stored, replace.Entity),
                _ => stored is null,
            };
            if (!isDone)
                return false;
        }
        return changes.Count > 0;
    }
}
