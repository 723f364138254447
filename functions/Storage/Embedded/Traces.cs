using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>Removes what the data file and its log tell about the order in which rows came: the write-ahead log holds
/// them one after the other, in a page of the file the newest lies lowest, and the time of a file is the last row's.</summary>
/// <param name="session">The writer's; used on its thread alone.</param>
internal sealed class Traces(Session session, TimeProvider? time = null)
{
    /// <summary>After so many the log begins again at its start, however busy the store is: it holds the order of these and,
    /// behind them, of as many before.</summary>
    private const int LongestLog = 1_000;

    /// <summary>Rewriting takes at most this part of the time.</summary>
    private const int Share = 100;

    private static readonly TimeSpan LogRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PageRest = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly string[] _files = [session.Path, session.Path + "-wal", session.Path + "-shm"];

    // What an earlier run has left is not known.
    private int _logged = 1;
    private bool _isInOrder;
    private TimeSpan _rewriting;

    /// <summary>How long nothing need be written before <see cref="Remove"/> is due.</summary>
    public TimeSpan Patience =>
        _logged > 0 ? LogRest
        : !_isInOrder && _rewriting * Share > PageRest ? _rewriting * Share
        : PageRest;

    /// <summary>To be called once a group of transactions is committed, before anybody hears of it: erased rows are to be
    /// gone by then.</summary>
    public void After(int transactions)
    {
        _logged += transactions;
        _isInOrder &= !session.HasInserted;
        session.HasInserted = false;
        if (session.IsToRewrite)
            Rewrite();
        else if (session.HasErased)
            EmptyLog();
        else if (_logged >= LongestLog)
            BeginLogAgain();
    }

    /// <summary>Takes the next step; called while nothing is written.</summary>
    public void Remove()
    {
        if (_logged > 0)
            EmptyLog();
        else if (!_isInOrder)
            Rewrite();
        else
            SetTimes();
    }

    /// <summary>For the end: the log, then the pages.</summary>
    public void RemoveAll()
    {
        if (_isInOrder)
            EmptyLog();
        else
            Rewrite();
    }

    /// <summary>Folds the log into the file and cuts it to nothing. A reader at work can put it off until the next time.</summary>
    private void EmptyLog() =>
        Try(() =>
        {
            if (session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L)
                return;
            session.HasErased = false;
            _logged = 0;
        });

    /// <summary>Cutting the log costs a busy store a quarter of its speed, as every commit then makes the file longer.</summary>
    private void BeginLogAgain() =>
        Try(() =>
        {
            if (session.Scalar("PRAGMA wal_checkpoint(RESTART)") is 0L)
                _logged = 1;
        });

    /// <summary>Writes the file anew, its rows in the order of their keys. Overwriting what is deleted (secure_delete)
    /// misses copies of a row that SQLite left when it moved the row to another page; a new file has none.</summary>
    private void Rewrite()
    {
        var began = _time.GetTimestamp();
        Try(() =>
        {
            session.Run("VACUUM");
            _isInOrder = true;
            session.IsToRewrite = false;
        });
        _rewriting = _time.GetElapsedTime(began);
        EmptyLog();
    }

    /// <summary>To the hour. The system's own note of a change, which no program can set, becomes the time of this call.</summary>
    private void SetTimes()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var hour = now.Date.AddHours(now.Hour);
        foreach (var file in _files)
            if (File.Exists(file))
            {
                File.SetLastWriteTimeUtc(file, hour);
                File.SetLastAccessTimeUtc(file, hour);
            }
    }

    private void Try(Action act)
    {
        try
        {
            act();
            SetTimes();
        }
        catch (Exception e)
            when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            // The disk is full or a reader at work; a fault that lasts is met by whoever writes next.
        }
    }
}
