using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>release.zip, all the other files in one, and sha256sums.txt, which <c>sha256sum -c</c> checks them by.</summary>
internal static class ReleaseZip
{
    public static ImmutableArray<ReleaseFile> AddTo(ReleaseFile[] files, Words words)
    {
        var sums = new ReleaseFile(
            "sha256sums.txt",
            "text/plain; charset=utf-8",
            Encoding.UTF8.GetBytes(
                string.Concat(files.Select(file => $"{file.Sha256}  {file.Name}\n"))
            )
        )
        {
            Title = words["file-sums"],
        };
        ReleaseFile[] all = [.. files, sums];
        var zip = new ReleaseFile(
            "release.zip",
            "application/zip",
            FixedZip.Write(all.Select(file => (file.Name, file.Content)))
        )
        {
            Title = words["file-zip"],
        };
        return [.. all, zip];
    }
}

/// <summary>Archives that hold no clock and nothing of the machine: the same entries, the same bytes.</summary>
internal static class FixedZip
{
    /// <summary>The first that the format can tell.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Anybody may read, the owner write; as Unix keeps it.</summary>
    private const int Mode = 0x81A4 << 16;

    public static byte[] Write(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = Mode;
                using var stream = entry.Open();
                stream.Write(content);
            }
        return bytes.ToArray();
    }
}
