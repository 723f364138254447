using System.Buffers.Binary;
using System.IO.Compression;

namespace Survey.Ask.Pages;

/// <summary>Compresses a head once, so that a different tail can follow it in every reply: the tail is added
/// uncompressed and costs its copying only.</summary>
internal static class Compression
{
    /// <summary>A Brotli stream that is not ended yet, up to a whole byte.</summary>
    public static byte[] BrotliHead(byte[] head)
    {
        // Quality 9 of 11: a few per cent larger, many times faster, so that a cold start is not held up.
        using var encoder = new BrotliEncoder(quality: 9, window: 20);
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(head.Length) + 64];
        encoder.Compress(head, room, out _, out var written, isFinalBlock: false);
        encoder.Flush(room.AsSpan(written), out var flushed);
        return room[..(written + flushed)];
    }

    /// <summary>Ends the stream: an uncompressed meta-block and an empty last one (RFC 7932, 9.2).</summary>
    /// <param name="tail">At most 65,536 bytes.</param>
    public static byte[] BrotliTail(ReadOnlySpan<byte> tail)
    {
        const byte lastAndEmpty = 0b11;
        if (tail.IsEmpty)
            return [lastAndEmpty];
        // Bit 0: not the last; bits 1 and 2: the length has 4 nibbles; then length - 1; bit 19: uncompressed.
        var header = ((uint)(tail.Length - 1) << 3) | (1u << 19);
        return [(byte)header, (byte)(header >> 8), (byte)(header >> 16), .. tail, lastAndEmpty];
    }

    /// <summary>A gzip member that is not ended yet, up to a whole byte.</summary>
    public static byte[] GzipHead(byte[] head)
    {
        using var compressed = new MemoryStream();
        compressed.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
        using var deflate = new DeflateStream(compressed, CompressionLevel.SmallestSize);
        deflate.Write(head);
        // Ends the block at a whole byte; taken before disposing adds the stream's end.
        deflate.Flush();
        return compressed.ToArray();
    }

    /// <summary>Ends the member: a stored last block (RFC 1951, 3.2.4), then the sum and length of all (RFC 1952).</summary>
    /// <param name="sum">Of the head, by <see cref="Crc32"/>.</param>
    /// <param name="tail">At most 65,535 bytes.</param>
    public static byte[] GzipTail(uint sum, int headLength, ReadOnlySpan<byte> tail)
    {
        var end = new byte[5 + tail.Length + 8];
        end[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(1), (ushort)tail.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(3), (ushort)~tail.Length);
        tail.CopyTo(end.AsSpan(5));
        var trailer = end.AsSpan(5 + tail.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32(sum, tail));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)(headLength + tail.Length));
        return end;
    }

    /// <summary>Carries a sum on over more bytes (RFC 1952, 8); begins at 0.</summary>
    public static uint Crc32(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = ~sum;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320u & (0u - (sum & 1)));
        }
        return ~sum;
    }
}
