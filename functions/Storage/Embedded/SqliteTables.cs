using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>Tables in one SQLite file. A row has its keys, its properties and a random ETag: no time and no count, so
/// that nothing tells in which order rows came.</summary>
internal sealed class SqliteTables : ITables, IDisposable
{
    private const int PageRows = 1_000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly GroupCommit _commits;
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly ConcurrentDictionary<string, Rows> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _found = new(StringComparer.Ordinal);

    /// <param name="path">The file, made when it is not there, as is its folder.</param>
    /// <exception cref="StorageUnavailableException">It cannot be opened.</exception>
    public SqliteTables(string path)
    {
        _path = path;
        try
        {
            // Made for its owner only before anything is in it.
            OpenFile(path).Dispose();
            LostPlaces = Mending.Mend(path);
            _file = OpenFile(path);
            _commits = new GroupCommit(new Session(path));
        }
        catch (Exception e)
            when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw new StorageUnavailableException($"The data file {path} cannot be opened.", e);
        }
    }

    /// <summary>The file was found damaged and was mended: at how many places rows are lost. Null: it was whole.</summary>
    public int? LostPlaces { get; }

    public Task<Entity?> GetAsync(
        string table,
        string partitionKey,
        string rowKey,
        CancellationToken cancel
    )
    {
        Limits.CheckKey(partitionKey);
        Limits.CheckKey(rowKey);
        return Task.FromResult(
            Read(table, (rows, session) => rows.Get(session, partitionKey, rowKey), cancel)
        );
    }

    public async IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Limits.CheckKey(partitionKey);
        var after = "";
        List<Entity>? page;
        do
        {
            await Task.Yield();
            // A page is read whole, so no read transaction is open while the caller works.
            page = Read(
                table,
                (rows, session) => rows.Page(session, partitionKey, after, PageRows),
                cancel
            );
            foreach (var row in page ?? [])
            {
                yield return row;
                after = row.RowKey;
            }
        } while (page?.Count == PageRows);
    }

    public async IAsyncEnumerable<Entity?> QueryReadableAsync(
        string table,
        string partitionKey,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Limits.CheckKey(partitionKey);
        Salvage.Place? at = new Salvage.Place(partitionKey, "");
        while (at is { } after)
        {
            await Task.Yield();
            var page = Read(
                table,
                (_, session) => ReadablePage(new Salvage(session, table), partitionKey, after),
                cancel
            );
            at = page?.Next;
            if (page is { IsLost: true })
                yield return null;
            foreach (var row in page?.Rows ?? [])
                if (row.Partition == partitionKey)
                    yield return Rows.Readable(row);
                else
                    yield break;
        }
    }

    private sealed record ReadPage(List<Salvage.Stored> Rows, Salvage.Place? Next, bool IsLost);

    private static ReadPage ReadablePage(Salvage from, string partition, Salvage.Place after)
    {
        var (rows, isBroken) = from.Read(after, PageRows, partition);
        if (isBroken && rows.Count == 0)
            return new([], from.Beyond(after), IsLost: true);
        Salvage.Place? next =
            isBroken || rows.Count == PageRows ? Salvage.Place.Of(rows[^1]) : null;
        return new(rows, next, IsLost: false);
    }

    public Task<string?> FindDamageAsync(CancellationToken cancel) =>
        Task.Run(
            () =>
            {
                using var session = new Session(_path);
                return Mending.FindDamage(session);
            },
            cancel
        );

    public Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        Limits.CheckTransaction(table, steps);
        var rows = RowsOf(table);
        var ready = steps.Select(rows.Ready).ToArray();
        return _commits.RunAsync(session => Submit(session, rows, ready), cancel);
    }

    private static Outcome Submit(Session session, Rows rows, Rows.Step[] steps)
    {
        rows.Make(session);
        foreach (var step in steps)
            if (step.Check(session) is var outcome && outcome != Outcome.Done)
                return outcome;
        foreach (var step in steps)
            step.Apply(session);
        return Outcome.Done;
    }

    private Rows RowsOf(string table)
    {
        Limits.CheckTable(table);
        return _tables.GetOrAdd(table, name => new Rows(name));
    }

    /// <summary>Null when there is no such table.</summary>
    private T? Read<T>(string table, Func<Rows, Session, T?> read, CancellationToken cancel)
        where T : class
    {
        cancel.ThrowIfCancellationRequested();
        var rows = RowsOf(table);
        Session? session = null;
        try
        {
            if (!_readers.TryTake(out session))
                session = new Session(_path);
            var found = _found.ContainsKey(table) || rows.Exists(session);
            if (found)
                _found[table] = true;
            var result = found ? read(rows, session) : null;
            _readers.Add(session);
            return result;
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            throw new StorageUnavailableException(
                $"The embedded store cannot be read now (SQLite error {e.SqliteErrorCode}).",
                e
            );
        }
    }

    public async Task<long> WipeAsync(
        string table,
        IReadOnlyList<string> partitionKeys,
        CancellationToken cancel
    )
    {
        var rows = new List<string>();
        foreach (var partition in partitionKeys)
        await foreach (var row in QueryAsync(table, partition, cancel))
            rows.Add(partition + row.RowKey);
        var leftovers = new Leftovers(partitionKeys, rows);
        await _commits.RunAsync(
            session =>
            {
                RowsOf(table).Make(session);
                foreach (var partition in partitionKeys)
                    RowsOf(table).ForgetLost(session, partition);
                return session.IsToRewrite = true;
            },
            cancel
        );
        return await Task.Run(() => Wipe(leftovers), cancel);
    }

    private long Wipe(Leftovers leftovers)
    {
        try
        {
            File.Delete(_path + Mending.Damaged);
            using var log = File.OpenHandle(
                _path + "-wal",
                share: FileShare.ReadWrite | FileShare.Delete
            );
            var bytes = leftovers.Search(_file.SafeFileHandle) + leftovers.Search(log);
            return leftovers.AreFound
                ? throw new StorageUnavailableException("Erased rows are still in the data file.")
                : bytes;
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            throw new StorageUnavailableException("The data file cannot be wiped now.", e);
        }
    }

    /// <summary>Made when it is not there; answers are nobody's but the owner's. Open until the store closes: on Unix,
    /// closing a file drops every lock that SQLite in this process holds on it.</summary>
    private static FileStream OpenFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var file = new FileStream(path, options);
        // It may have been there, open to others.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerOnly);
        return file;
    }

    public void Dispose()
    {
        _commits.Dispose();
        while (_readers.TryTake(out var session))
            session.Dispose();
        _file.Dispose();
    }
}
