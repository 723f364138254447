using System.Text.Json;

namespace Survey.Storage;

/// <summary>A blob's content behind one line of JSON that says what it is, so that both come into being at once.</summary>
internal sealed class BlobFile(string mediaType, ReadOnlyMemory<byte> content)
{
    private const int LongestHeader = 1024;

    private sealed record Header(string MediaType);

    /// <summary>Writes a new file and waits until it is on disk.</summary>
    public void Write(string path)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Header(mediaType));
        if (header.Length >= LongestHeader)
            throw new ArgumentException("The media type is too long.");
        using var file = new FileStream(path, Disk.NewFile);
        file.Write(header);
        file.WriteByte((byte)'\n');
        file.Write(content.Span);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null when there is no such file.</summary>
    public static Stream? ContentOf(string path, long offset, long? length)
    {
        using var file = Open(path);
        if (file is null)
            return null;
        SkipHeader(file);
        var rest = Math.Max(0, file.Length - file.Position - offset);
        var bytes = new byte[Math.Min(rest, length ?? rest)];
        file.Seek(offset, SeekOrigin.Current);
        file.ReadExactly(bytes);
        return new MemoryStream(bytes, writable: false);
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Leaves the file at the content's first byte.</summary>
    private static void SkipHeader(FileStream file)
    {
        Span<byte> start = stackalloc byte[LongestHeader];
        start = start[..file.ReadAtLeast(start, LongestHeader, throwOnEndOfStream: false)];
        var end = start.IndexOf((byte)'\n');
        if (end < 0)
            throw new InvalidDataException("A blob's file has no header.");
        file.Position = end + 1;
    }
}
