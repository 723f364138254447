using System.Globalization;
using Survey.Ask;
using Survey.Storage;

namespace Survey.Standalone;

/// <summary>Backups of a data folder: each a folder <c>survey-20270131T021500Z</c> from which a program can be started.
/// They hold responses, and so go when those of one of their waves are erased, and after a week.</summary>
/// <param name="folder">Of the backups; made when it is not there, for its owner only.</param>
internal sealed class Backup(string folder, Definition definition, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const string Prefix = "survey-";
    private const string Unfinished = ".making-";
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Names the waves whose responses are in a backup, one a line.</summary>
    private const string WavesFile = "waves";

    /// <summary>When the newest was made; null: there is none.</summary>
    public DateTimeOffset? Newest => All().Select(one => one.Made).Max();

    /// <summary>Copies the data while a program may be using them, and looks whether the copy is whole.</summary>
    /// <returns>The new folder.</returns>
    /// <exception cref="StartException">The folder cannot be made.</exception>
    /// <exception cref="StorageUnavailableException">The data cannot be copied; nothing is left behind.</exception>
    public async Task<string> MakeAsync(string dataPath, CancellationToken cancel)
    {
        DataFolder.Make(folder);
        var making = Path.Join(folder, Unfinished + Guid.NewGuid().ToString("n"));
        try
        {
            DataFolder.Make(making);
            // Rows first: a release that they name has its files by then.
            StoreCopy.Make(Path.Join(dataPath, "survey.db"), Path.Join(making, "survey.db"));
            var waves = await WavesOfAsync(making, cancel);
            await File.WriteAllLinesAsync(
                Path.Join(making, WavesFile),
                waves.Where(HasResponses).Select(wave => wave.Id),
                cancel
            );
            CopyFiles(dataPath, making, cancel);
            Flush(making);
            var name =
                Prefix + time.GetUtcNow().UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
            Directory.Move(making, Path.Join(folder, name));
            Disk.FlushFolder(folder);
            return Path.Join(folder, name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"No backup was made: {fault.Message}", fault);
        }
        finally
        {
            if (Directory.Exists(making))
                Directory.Delete(making, recursive: true);
        }
    }

    /// <summary>Deletes the backups that are old, and those that hold responses which are erased by now.</summary>
    /// <param name="now">UTC, and sure: it is not to be taken back.</param>
    public void Prune(IEnumerable<Wave> waves, DateTimeOffset now)
    {
        var erased = waves
            .Where(wave => wave.State == WaveState.Erased)
            .Select(wave => wave.Id)
            .ToHashSet();
        foreach (var (path, made) in All())
            if (
                now - made > Kept
                || File.ReadAllLines(Path.Join(path, WavesFile)).Any(erased.Contains)
            )
                Directory.Delete(path, recursive: true);
    }

    private static bool HasResponses(Wave wave) =>
        wave.State is > WaveState.Planned and < WaveState.Erased;

    private IEnumerable<(string Path, DateTimeOffset? Made)> All()
    {
        if (Directory.Exists(folder))
            foreach (var path in Directory.GetDirectories(folder, Prefix + "*"))
                if (
                    DateTimeOffset.TryParseExact(
                        Path.GetFileName(path)[Prefix.Length..],
                        Form,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal,
                        out var made
                    )
                )
                    yield return (path, made);
    }

    /// <summary>By the copy itself, whatever happens to the data meanwhile.</summary>
    private async Task<Wave[]> WavesOfAsync(string copy, CancellationToken cancel)
    {
        using var tables = new SqliteTables(Path.Join(copy, "survey.db"));
        return await new Waves(tables, definition, time).ListAsync(cancel).ToArrayAsync(cancel);
    }

    private static void CopyFiles(string from, string to, CancellationToken cancel)
    {
        if (File.Exists(KeyFile.PathIn(from)))
            File.Copy(KeyFile.PathIn(from), KeyFile.PathIn(to));
        var blobs = Path.Join(from, "blobs");
        DataFolder.Make(Path.Join(to, "blobs"));
        foreach (var container in Directory.Exists(blobs) ? Directory.GetDirectories(blobs) : [])
        {
            var copy = Path.Join(to, "blobs", Path.GetFileName(container));
            DataFolder.Make(copy);
            // Those that begin with a dot are being written.
            foreach (var file in Directory.EnumerateFiles(container))
            {
                cancel.ThrowIfCancellationRequested();
                if (Path.GetFileName(file)[0] != '.')
                    File.Copy(file, Path.Join(copy, Path.GetFileName(file)));
            }
        }
    }

    private static void Flush(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Disk.Flush(file);
        foreach (
            var one in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)
        )
            Disk.FlushFolder(one);
        Disk.FlushFolder(folder);
    }
}
