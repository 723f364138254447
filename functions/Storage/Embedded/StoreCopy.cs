using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>Copies a data file that may be in use, as it is at one moment, its rows in the order of their keys.</summary>
internal static class StoreCopy
{
    /// <exception cref="StorageUnavailableException">It cannot be copied, or the copy is not whole.</exception>
    public static void Make(string path, string copy)
    {
        try
        {
            // It is made for its owner only before anything is in it.
            using (new FileStream(copy, Disk.NewFile)) { }
            using (var session = new Session(path))
                session.Run("VACUUM INTO $0", copy);
            using (var session = new Session(copy))
                if (session.Scalar("PRAGMA integrity_check(1)") is not "ok")
                    throw new StorageUnavailableException("The copy of the data file is damaged.");
            Disk.Flush(copy);
        }
        catch (Exception e)
            when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(
                $"The data file cannot be copied: {e.Message}",
                e
            );
        }
    }
}
