using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Survey.Storage;

/// <summary>A connection to an SQLite file with its prepared statements. For one thread at a time.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>SQLITE_FCNTL_HAS_MOVED of sqlite3.h.</summary>
    private const int HasMovedQuestion = 20;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <param name="path">Made when it is not there, readable by its owner only.</param>
    public Session(string path)
    {
        Path = path;
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = 2,
            }.ToString()
        );
        try
        {
            _connection.Open();
            // secure_delete: what is erased is overwritten, not only unlinked.
            Run(
                "PRAGMA busy_timeout=1000; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                    + "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY"
            );
            Scalar("SELECT count(*) FROM sqlite_schema");
            if (Scalar("PRAGMA journal_mode=WAL") is not "wal")
                throw new IOException("The file system does not allow a write-ahead log.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>Rows were deleted since the write-ahead log was emptied last.</summary>
    public bool HasErased { get; set; }

    /// <summary>Rows were added in this group of transactions.</summary>
    public bool HasInserted { get; set; }

    /// <summary>The file is to be written anew as soon as this group of transactions is committed.</summary>
    public bool IsToRewrite { get; set; }

    /// <summary>The file that is open is not the one at its path, or its log has gone: what is written now is lost.</summary>
    public bool HasMoved
    {
        get
        {
            var moved = 0;
            var failed = Ask(_connection.Handle!, "main", HasMovedQuestion, ref moved) != 0;
            return failed || moved != 0 || !File.Exists(Path + "-wal");
        }
    }

    /// <summary>SQLite's question to a file's driver, which the packages do not offer.</summary>
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static extern int Ask(
        sqlite3 database,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        int question,
        ref int answer
    );

    /// <summary>The statement, prepared once, with its parameters <c>$0</c>, <c>$1</c> ... set.</summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    public int Run(string sql, params ReadOnlySpan<object> values) =>
        Prepare(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object> values) =>
        Prepare(sql, values).ExecuteScalar();

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _connection.Dispose();
    }
}
