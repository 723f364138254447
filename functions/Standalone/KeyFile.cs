using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Survey.Collect;
using Survey.Http;
using Survey.Storage;

namespace Survey.Standalone;

/// <param name="AreNew">They were made by this start.</param>
internal sealed record KeptKeys(Keys Keys, Checksum Checksum, bool AreNew);

/// <summary>keys.json in the data folder: <c>{ "analyst": "...", "admin": "...", "checksum": "..." }</c>, for its owner
/// only.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string PathIn(string folder) => Path.Join(folder, "keys.json");

    /// <summary>The keys that are set, and for the others those kept in the data folder, made when there are none.</summary>
    /// <exception cref="StartException">The file cannot be read.</exception>
    public static KeptKeys ReadOrMake(Settings settings)
    {
        if (settings is { AnalystKey: { } analyst, AdminKey: { } admin, ChecksumKey: { } checksum })
            return new(new Keys(analyst, admin), new Checksum(checksum), AreNew: false);
        var path = PathIn(settings.DataPath);
        var areNew = !File.Exists(path) && Make(path);
        var kept = Read(path);
        if (kept.Checksum is null && settings.ChecksumKey is null)
        {
            // Written before responses had checksums.
            Replace(settings.DataPath, one => one with { Checksum = one.Checksum ?? NewKey() });
            kept = Read(path);
        }
        return new(
            new Keys(settings.AnalystKey ?? kept.Analyst, settings.AdminKey ?? kept.Admin),
            new Checksum(settings.ChecksumKey ?? kept.Checksum!),
            areNew
        );
    }

    /// <summary>Makes other keys for analysts and admins. The one of checksums stays: with another, every response would
    /// look damaged.</summary>
    /// <exception cref="StartException">A program uses the folder, or there are no keys in it.</exception>
    public static void Rotate(string folder)
    {
        if (!File.Exists(PathIn(folder)))
            throw new StartException($"{PathIn(folder)}: there is no such file");
        Replace(folder, one => one with { Analyst = NewKey(), Admin = NewKey() });
    }

    private sealed record Kept(
        [property: JsonRequired] string Analyst,
        [property: JsonRequired] string Admin,
        string? Checksum
    );

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static string NewKey() => RandomNumberGenerator.GetHexString(40, lowercase: true);

    private static Kept Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, OwnerOnly);
            return JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(path), Options)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new StartException($"{path}: is not a file of keys; remove it for new ones");
        }
    }

    /// <summary>False: another start was faster, and its keys hold.</summary>
    private static bool Make(string path)
    {
        var making = Write(path, new Kept(NewKey(), NewKey(), NewKey()));
        var isMade = Disk.TryLink(making, path);
        File.Delete(making);
        Disk.FlushFolder(Path.GetDirectoryName(path)!);
        return isMade;
    }

    private static void Replace(string folder, Func<Kept, Kept> change)
    {
        try
        {
            // Nobody may have read the keys that go.
            using var alone = new FolderLock(folder);
            var path = PathIn(folder);
            File.Move(Write(path, change(Read(path))), path, overwrite: true);
            Disk.FlushFolder(folder);
        }
        catch (StorageUnavailableException fault)
        {
            throw new StartException($"Survey__DataPath: {fault.Message}");
        }
    }

    /// <returns>The name of a file beside, which is on disk.</returns>
    private static string Write(string path, Kept keys)
    {
        var making = $"{path}.{Guid.NewGuid():n}";
        using var file = new FileStream(making, Disk.NewFile);
        JsonSerializer.Serialize(file, keys, Options);
        file.Flush(flushToDisk: true);
        return making;
    }
}
