using System.Security.Cryptography;
using System.Text.Json;
using Survey.Http;
using Survey.Storage;

namespace Survey.Standalone;

/// <summary>keys.json in the data folder: <c>{ "analyst": "...", "admin": "..." }</c>, for its owner only.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The keys that are set, and for the others those kept in the data folder, made when there are none.</summary>
    /// <exception cref="StartException">The file cannot be read.</exception>
    public static Keys ReadOrMake(Settings settings)
    {
        if (settings is { AnalystKey: { } analyst, AdminKey: { } admin })
            return new Keys(analyst, admin);
        var path = Path.Join(settings.DataPath, "keys.json");
        if (!File.Exists(path))
            Make(path);
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, OwnerOnly);
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new Keys(
                settings.AnalystKey ?? json.RootElement.GetProperty("analyst").GetString()!,
                settings.AdminKey ?? json.RootElement.GetProperty("admin").GetString()!
            );
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StartException($"{path}: is not a file of keys; remove it for new ones");
        }
    }

    private static void Make(string path)
    {
        var making = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(making, options))
        using (var writer = new Utf8JsonWriter(file))
        {
            writer.WriteStartObject();
            writer.WriteString("analyst", RandomNumberGenerator.GetHexString(40, lowercase: true));
            writer.WriteString("admin", RandomNumberGenerator.GetHexString(40, lowercase: true));
            writer.WriteEndObject();
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        // When another start was faster, its keys hold.
        Disk.TryLink(making, path);
        File.Delete(making);
        Disk.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
