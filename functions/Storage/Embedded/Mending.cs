using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>Looks through a data file before it is used. A damaged one is written anew from all that can be read of it; it
/// stays beside, for whoever can read more of it, until responses are erased.</summary>
internal static class Mending
{
    /// <summary>Ends the name of a file that was damaged.</summary>
    public const string Damaged = ".damaged";

    /// <summary>Properties that stand for rows that could not be read: no row has none.</summary>
    private static readonly byte[] Lost = [];

    /// <summary>What is wrong with the file, in SQLite's words; null: nothing was found.</summary>
    public static string? FindDamage(Session session)
    {
        try
        {
            return session.Scalar("PRAGMA quick_check(1)") is "ok" ? null : "its pages do not fit";
        }
        catch (SqliteException e)
        {
            return $"SQLite error {e.SqliteErrorCode}";
        }
    }

    /// <returns>Places at which rows are lost; null: the file was whole.</returns>
    /// <exception cref="SqliteException">Nothing of it can be read.</exception>
    public static int? Mend(string path)
    {
        var making = path + ".mending";
        var lost = 0;
        using (var old = new Session(path))
        {
            if (FindDamage(old) is null)
                return null;
            // What the log holds is to be in the old file, or it would be taken for the new one's.
            old.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            foreach (var file in new[] { making, making + "-wal", making + "-shm" })
                File.Delete(file);
            using var mended = new Session(making);
            mended.Run("BEGIN");
            foreach (var table in Tables(old))
                lost += Copy(old, mended, table);
            mended.Run("COMMIT");
        }
        Disk.Flush(making);
        File.Delete(path + Damaged);
        Disk.TryLink(path, path + Damaged);
        File.Move(making, path, overwrite: true);
        Disk.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return lost;
    }

    private static List<string> Tables(Session session)
    {
        var tables = new List<string>();
        using var reader = session
            .Prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .ExecuteReader();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static int Copy(Session old, Session mended, string table)
    {
        var (rows, from, lost) = (new Rows(table), new Salvage(old, table), 0);
        rows.Make(mended);
        Salvage.Stored? last = null;
        var (at, isGap) = (Salvage.Place.Start, false);
        while (true)
        {
            var (page, isBroken) = from.Read(at, 1_000);
            foreach (var row in page)
            {
                if (isGap)
                    MarkGap(row);
                rows.Copy(mended, row);
                (last, isGap) = (row, false);
                at = Salvage.Place.Of(row);
            }
            if (isBroken && page.Count > 0)
                continue;
            if (isBroken)
            {
                isGap = true;
                lost++;
                if (from.Beyond(at) is { } next)
                {
                    at = next;
                    continue;
                }
            }
            if (page.Count == 0 || isBroken)
                break;
        }
        if (isGap)
            MarkGap(null);
        return lost;

        // Behind the row before it and, in another partition, before the one that follows.
        void MarkGap(Salvage.Stored? next)
        {
            if (last is { } before)
                rows.Copy(mended, before with { Row = before.Row + "~", Properties = Lost });
            if (next is { } after && after.Partition != last?.Partition)
                rows.Copy(mended, after with { Row = "!", Properties = Lost });
        }
    }
}
