using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Survey.Ask;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>The rows of table Responses. A wave has 16 shards, each a partition of its own. A shard takes responses
/// while its gate row is there: an insert and the gate's presence are one transaction, so once the gates are gone not
/// even a request under way elsewhere can add a response, and the figures miss none that was acknowledged.</summary>
public sealed class Responses(ITables tables, Checksum checksum)
{
    /// <summary>Partitions a wave's responses are spread over.</summary>
    public const int Shards = 16;

    private const string Table = "Responses";

    /// <summary>Sorts after every response's key, which is hexadecimal.</summary>
    private const string Gate = "~gate";

    /// <summary>Stays when the gate goes, so that a late opener cannot open a closed shard again.</summary>
    private const string Opened = "~opened";

    private static readonly Dictionary<string, object> Nothing = [];

    /// <summary>Lets the wave take responses. Opening twice is harmless; a wave once closed stays closed.</summary>
    public Task OpenAsync(string wave, CancellationToken cancel) =>
        ForEachShardAsync(
            wave,
            partition =>
                tables.SubmitAsync(
                    Table,
                    [
                        new Operation.Insert(new Entity(partition, Opened, Nothing)),
                        new Operation.Insert(new Entity(partition, Gate, Nothing)),
                    ],
                    cancel
                )
        );

    /// <summary>From its return on, nothing more can be added to the wave, and nobody can open it.</summary>
    public Task CloseAsync(string wave, CancellationToken cancel) =>
        ForEachShardAsync(wave, partition => CloseShardAsync(partition, cancel));

    private async Task CloseShardAsync(string partition, CancellationToken cancel)
    {
        var removal = new Operation.Delete(partition, Gate);
        if (await tables.SubmitAsync(Table, [removal], cancel) == Outcome.Done)
            return;
        // Closed already, or never opened: then nobody shall. One who opened it between the two steps left a gate.
        var mark = new Operation.Insert(new Entity(partition, Opened, Nothing));
        if (await tables.SubmitAsync(Table, [mark], cancel) == Outcome.Exists)
            await tables.SubmitAsync(Table, [removal], cancel);
    }

    /// <summary>Keeps a response once, whatever a second one of that id says.</summary>
    /// <param name="answers">As <see cref="Answers"/> writes them.</param>
    /// <returns>Done: stored now, durably. Exists: a response of that id was there already and stays as it was. Missing:
    /// the wave takes none any more; nothing was stored.</returns>
    public async Task<Outcome> KeepAsync(
        string wave,
        Guid id,
        string instrument,
        string answers,
        CancellationToken cancel
    )
    {
        var (partition, row) = KeyOf(wave, id);
        var entity = new Entity(
            partition,
            row,
            new Dictionary<string, object>
            {
                ["instrument"] = instrument,
                ["answers"] = answers,
                ["checksum"] = checksum.Of(partition, row, instrument, answers),
            }
        );
        var outcome = await tables.SubmitAsync(
            Table,
            [new Operation.Require(partition, Gate), new Operation.Insert(entity)],
            cancel
        );
        // The answer to the first try may have been lost just before the wave closed.
        return outcome == Outcome.Missing && await IsKeptAsync(wave, id, cancel)
            ? Outcome.Exists
            : outcome;
    }

    /// <summary>Whether a response of that id is stored, as far as can be told now: no, when the store cannot be
    /// reached. For one that would be refused anyway, and a refusal is not to be hidden by a failing store.</summary>
    public async Task<bool> IsKeptAsync(string wave, Guid id, CancellationToken cancel)
    {
        var (partition, row) = KeyOf(wave, id);
        try
        {
            return await tables.GetAsync(Table, partition, row, cancel) is not null;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    /// <summary>How many responses a wave has, by reading them all.</summary>
    public async Task<long> CountAsync(string wave, CancellationToken cancel)
    {
        var count = 0L;
        await ForEachShardAsync(
            wave,
            async partition =>
            {
                await foreach (var row in tables.QueryReadableAsync(Table, partition, cancel))
                    if (row is { RowKey: not (Gate or Opened) })
                        Interlocked.Increment(ref count);
            }
        );
        return count;
    }

    /// <summary>One shard, one response at a time; damaged rows are left out.</summary>
    /// <param name="faults">Told at the end what was found; null: nobody wants to know.</param>
    /// <param name="isReadable">Asked about the answers of a row that has no checksum; null: all are taken.</param>
    public async IAsyncEnumerable<KeptAnswers> ReadAsync(
        string wave,
        int shard,
        [EnumeratorCancellation] CancellationToken cancel,
        RowFaults? faults = null,
        Predicate<string>? isReadable = null
    )
    {
        var (whole, damaged, uncheckedRows, gaps) = (0L, 0L, 0L, new Gaps());
        await foreach (
            var row in tables.QueryReadableAsync(Table, PartitionOf(wave, shard), cancel)
        )
        {
            gaps.Pass(row?.RowKey);
            if (row is null or { RowKey: Gate or Opened })
                continue;
            var isChecked = row.Properties.ContainsKey("checksum");
            if (
                AnswersOf(row) is { } answers
                && (isChecked || isReadable?.Invoke(answers) != false)
            )
            {
                whole++;
                uncheckedRows += isChecked ? 0 : 1;
                yield return new KeptAnswers(row.RowKey, answers);
            }
            else
                damaged++;
        }
        faults?.Set(shard, damaged + gaps.Rows(whole + damaged), uncheckedRows);
    }

    /// <summary>Null: the row is not as it was written.</summary>
    private string? AnswersOf(Entity row) =>
        row.Properties.GetValueOrDefault("answers") is string answers
        && row.Properties.GetValueOrDefault("instrument") is string instrument
        && (
            !row.Properties.TryGetValue("checksum", out var written)
            || written is string text
                && text == checksum.Of(row.PartitionKey, row.RowKey, instrument, answers)
        )
            ? answers
            : null;

    /// <summary>What is wrong with the store itself; null: nothing was found.</summary>
    public Task<string?> FindDamageAsync(CancellationToken cancel) =>
        tables.FindDamageAsync(cancel);

    /// <summary>Erases every response of some shards, in batches; safe to break off and run again. The mark that a
    /// shard was opened stays, so that it cannot be opened again.</summary>
    public Task EraseAsync(string wave, IEnumerable<int> shards, CancellationToken cancel) =>
        Task.WhenAll(shards.Select(shard => ErasePartitionAsync(PartitionOf(wave, shard), cancel)));

    /// <summary>Looks for what is left of a wave whose shards were all erased.</summary>
    /// <returns>Bytes of the store's files that were searched; 0 where they are out of reach.</returns>
    /// <exception cref="StorageUnavailableException">Something is left, or the store cannot be reached.</exception>
    public async Task<long> SearchErasedAsync(string wave, CancellationToken cancel)
    {
        if (await CountAsync(wave, cancel) > 0)
            throw new StorageUnavailableException("Erased responses are still there.");
        string[] partitions =
        [
            .. Enumerable.Range(0, Shards).Select(shard => PartitionOf(wave, shard)),
        ];
        return await tables.WipeAsync(Table, partitions, cancel);
    }

    private async Task ErasePartitionAsync(string partition, CancellationToken cancel)
    {
        var batch = new List<Operation>(100);
        await foreach (var row in tables.QueryAsync(Table, partition, cancel))
        {
            if (row.RowKey == Opened)
                continue;
            batch.Add(new Operation.Delete(partition, row.RowKey));
            if (batch.Count == 100)
                await EraseBatchAsync(batch, cancel);
        }
        if (batch.Count > 0)
            await EraseBatchAsync(batch, cancel);
    }

    private async Task EraseBatchAsync(List<Operation> batch, CancellationToken cancel)
    {
        var outcome = await tables.SubmitAsync(Table, batch, cancel);
        if (outcome == Outcome.Missing)
        {
            // Another instance erases too: row by row, what is gone is gone.
            foreach (var step in batch)
                await tables.SubmitAsync(Table, [step], cancel);
        }
        batch.Clear();
    }

    private static Task ForEachShardAsync(string wave, Func<string, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, Shards).Select(shard => act(PartitionOf(wave, shard))));

    private static string PartitionOf(string wave, int shard) => $"{wave}-{shard:x}";

    /// <summary>The id's hash, not the id: a client may put the time or its address into a UUID.</summary>
    private static (string Partition, string Row) KeyOf(string wave, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return (PartitionOf(wave, hash[16] & 15), Convert.ToHexStringLower(hash[..16]));
    }
}
