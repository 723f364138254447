using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>One thread that writes to an SQLite file and commits all transactions that wait together, so that they
/// share one flush to disk. A caller hears of its transaction only when it is on disk.</summary>
internal sealed class GroupCommit : IDisposable
{
    private const int LargestGroup = 1_000;

    private readonly Session _session;
    private readonly Traces _traces;
    private readonly BlockingCollection<Transaction> _waiting;
    private readonly Thread _writer;

    /// <param name="session">Used by the writer's thread alone from now on, and disposed with this.</param>
    /// <param name="capacity">When more transactions wait, the disk has stalled and further ones are refused.</param>
    public GroupCommit(Session session, int capacity = 20_000)
    {
        _session = session;
        _traces = new Traces(session);
        _waiting = new BlockingCollection<Transaction>(capacity);
        _writer = new Thread(Write) { IsBackground = true, Name = "SQLite writer" };
        _writer.Start();
    }

    /// <param name="act">Runs inside a transaction that others may share. It must leave nothing half done, except by
    /// throwing: then it alone is rolled back. It may run twice.</param>
    /// <param name="cancel">Heeded until the writer takes it up: cancelled means not done.</param>
    /// <exception cref="StorageUnavailableException">Disk full, locked, broken, or too many wait.</exception>
    public Task<T> RunAsync<T>(Func<Session, T> act, CancellationToken cancel)
    {
        var transaction = new Transaction<T>(act, cancel);
        try
        {
            if (!_waiting.TryAdd(transaction))
                throw new StorageUnavailableException("Too many writes wait for the disk.");
        }
        catch (InvalidOperationException e)
        {
            throw new StorageUnavailableException("The store is closing.", e);
        }
        return transaction.Task;
    }

    private void Write()
    {
        var group = new List<Transaction>(LargestGroup);
        while (!_waiting.IsCompleted)
        {
            if (!_waiting.TryTake(out var next, _traces.Patience))
            {
                _traces.Remove();
                continue;
            }
            while (next is not null)
            {
                if (!next.IsCancelled())
                    group.Add(next);
                if (group.Count == LargestGroup || !_waiting.TryTake(out next))
                    break;
            }
            Commit(group);
            group.Clear();
        }
        _traces.RemoveAll();
    }

    private void Commit(List<Transaction> group)
    {
        if (group.Count == 0)
            return;
        try
        {
            _session.Run("BEGIN IMMEDIATE");
            foreach (var transaction in group)
                transaction.Run(_session);
            _session.Run("COMMIT");
            if (_session.HasMoved)
                throw new IOException("The data file was moved, replaced or deleted.");
        }
#pragma warning disable CA1031 // Whatever went wrong, the writer goes on and every caller hears of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Rollback();
            if (group.Count > 1 && !IsOfTheStore(e))
                group.ForEach(transaction => Commit([transaction]));
            else
                group.ForEach(transaction => transaction.Fail(Translate(e)));
            return;
        }
        _traces.After(group.Count);
        group.ForEach(transaction => transaction.Complete());
    }

    private void Rollback()
    {
        try
        {
            _session.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was begun, or SQLite has rolled back already.
        }
    }

    /// <summary>Busy, locked, no memory, read-only, input/output, corrupt, full, cannot open, protocol, no database:
    /// whatever the transaction, the next would meet it too.</summary>
    private static bool IsOfTheStore(Exception e) =>
        e
            is IOException
                or SqliteException
                {
                    SqliteErrorCode: 5 or 6 or 7 or 8 or 10 or 11 or 13 or 14 or 15 or 26
                };

    private static Exception Translate(Exception e) =>
        e switch
        {
            SqliteException { SqliteErrorCode: 11 } => new StorageUnavailableException(
                "The data file is damaged where this would be written; the next start mends it.",
                e
            ),
            SqliteException sqlite => new StorageUnavailableException(
                $"The embedded store cannot write now (SQLite error {sqlite.SqliteErrorCode}).",
                e
            ),
            IOException => new StorageUnavailableException(e.Message, e),
            _ => e,
        };

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        if (!_writer.IsAlive)
            return;
        _waiting.CompleteAdding();
        _writer.Join();
        _waiting.Dispose();
        _session.Dispose();
    }

    private abstract class Transaction
    {
        public abstract bool IsCancelled();
        public abstract void Run(Session session);
        public abstract void Complete();
        public abstract void Fail(Exception reason);
    }

    private sealed class Transaction<T>(Func<Session, T> act, CancellationToken cancel)
        : Transaction
    {
        private readonly TaskCompletionSource<T> _done = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override bool IsCancelled() =>
            cancel.IsCancellationRequested && _done.TrySetCanceled(cancel);

        public override void Run(Session session) => _result = act(session);

        public override void Complete() => _done.SetResult(_result);

        public override void Fail(Exception reason) => _done.SetException(reason);
    }
}
