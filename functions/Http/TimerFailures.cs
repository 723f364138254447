using System.Runtime.CompilerServices;
using Survey.Storage;

namespace Survey.Http;

/// <summary>Timers that failed and that nobody was told of yet: rows of table TimerFailures, one per timer and day. In a
/// store, since each timer may run on a machine of its own.</summary>
public sealed class TimerFailures(ITables tables, TimeProvider time, ILogger<TimerFailures> log)
{
    private const string Table = "TimerFailures";
    private const string Partition = "timers";

    /// <summary>Never throws: the failure itself is in the log already.</summary>
    public async Task AddAsync(string timer)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var row = new Entity(
            Partition,
            FormattableString.Invariant($"{timer}-{day:yyyy-MM-dd}"),
            new Dictionary<string, object> { ["timer"] = timer }
        );
        try
        {
            await tables.SubmitAsync(
                Table,
                [new Storage.Operation.Insert(row)],
                CancellationToken.None
            );
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "Nobody will be told that timer {Name} failed.", timer);
        }
    }

    public async IAsyncEnumerable<TimerFailure> ListAsync(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in tables.QueryAsync(Table, Partition, cancel))
            yield return new TimerFailure(row.RowKey, (string)row.Properties["timer"]);
    }

    public Task ForgetAsync(TimerFailure failure, CancellationToken cancel) =>
        tables.SubmitAsync(Table, [new Storage.Operation.Delete(Partition, failure.Id)], cancel);
}

/// <param name="Id">The timer and the day in UTC, <c>RollWaves-2027-01-31</c>.</param>
public sealed record TimerFailure(string Id, string Timer)
{
    /// <summary><c>yyyy-MM-dd</c>.</summary>
    public string Day => Id[^10..];
}
