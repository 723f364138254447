using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Survey.Storage;

/// <summary>Searches bytes for rows that are no rows any more. In the file a row's partition key and its row key stand
/// side by side.</summary>
/// <param name="partitionKeys">Whose rows are looked for; none is the start of another's.</param>
/// <param name="rows">Partition key and row key, joined, of the rows that there are.</param>
internal sealed class Leftovers(IEnumerable<string> partitionKeys, IEnumerable<string> rows)
{
    private const int Chunk = 1 << 20;

    private readonly byte[][] _partitions = [.. partitionKeys.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _rows = [.. rows.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether one was found.</summary>
    public bool AreFound { get; private set; }

    /// <returns>How many bytes there were.</returns>
    public long Search(SafeFileHandle file)
    {
        // Neighbours share as many bytes as the longest text has, so that none falls between them.
        var overlap = _partitions.Concat(_rows).Max(text => text.Length);
        var buffer = new byte[Chunk + overlap];
        for (var offset = 0L; ; offset += Chunk)
        {
            var read = ReadWhole(file, buffer, offset);
            AreFound |= IsIn(buffer.AsSpan(0, read));
            if (read < buffer.Length)
                return offset + read;
        }
    }

    private bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var partition in _partitions)
            for (var rest = bytes; rest.IndexOf(partition) is >= 0 and var at; )
            {
                rest = rest[at..];
                if (!IsRow(rest))
                    return true;
                rest = rest[partition.Length..];
            }
        return false;
    }

    /// <summary>A text that the end cuts off is whole in the next chunk.</summary>
    private bool IsRow(ReadOnlySpan<byte> bytes)
    {
        foreach (var row in _rows)
            if (bytes.StartsWith(row) || row.AsSpan().StartsWith(bytes))
                return true;
        return false;
    }

    private static int ReadWhole(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var read = 0;
        while (
            read < buffer.Length
            && RandomAccess.Read(file, buffer[read..], offset + read) is > 0 and var more
        )
            read += more;
        return read;
    }
}
