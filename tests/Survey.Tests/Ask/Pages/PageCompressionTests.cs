using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Survey.Ask.Pages;
using Xunit;

namespace Survey.Tests.Ask.Pages;

public class PageCompressionTests
{
    [Fact]
    public void Brotli_gives_back_head_and_tail() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<byte[], byte[]>(
                (head, tail) =>
                    Read(
                            new BrotliStream(
                                Joined(Compression.BrotliHead(head), Compression.BrotliTail(tail)),
                                CompressionMode.Decompress
                            )
                        )
                        .SequenceEqual(head.Concat(tail))
            )
        );

    [Fact]
    public void Gzip_gives_back_head_and_tail() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<byte[], byte[]>(
                (head, tail) =>
                    Read(
                            new GZipStream(
                                Joined(
                                    Compression.GzipHead(head),
                                    Compression.GzipTail(
                                        Compression.Crc32(0, head),
                                        head.Length,
                                        tail
                                    )
                                ),
                                CompressionMode.Decompress
                            )
                        )
                        .SequenceEqual(head.Concat(tail))
            )
        );

    [Theory]
    [InlineData(1)]
    [InlineData(36)]
    [InlineData(65_535)]
    public void Long_heads_and_tails_too(int tailLength)
    {
        var head = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000)));
        var tail = new byte[tailLength];
        Random.Shared.NextBytes(tail);
        var brotli = Joined(Compression.BrotliHead(head), Compression.BrotliTail(tail));
        Assert.Equal(head.Concat(tail), Read(new BrotliStream(brotli, CompressionMode.Decompress)));
        var gzip = Joined(
            Compression.GzipHead(head),
            Compression.GzipTail(Compression.Crc32(0, head), head.Length, tail)
        );
        Assert.Equal(head.Concat(tail), Read(new GZipStream(gzip, CompressionMode.Decompress)));
    }

    /// <summary>Readers in .NET skip gzip's sum; browsers do not. The check value of RFC 1952's polynomial.</summary>
    [Fact]
    public void The_sum_is_the_known_one()
    {
        Assert.Equal(0xCBF43926u, Compression.Crc32(0, "123456789"u8));
        Assert.Equal(0xCBF43926u, Compression.Crc32(Compression.Crc32(0, "1234"u8), "56789"u8));
    }

    private static MemoryStream Joined(byte[] head, byte[] tail) => new([.. head, .. tail]);

    private static byte[] Read(Stream compressed)
    {
        using var plain = new MemoryStream();
        using (compressed)
            compressed.CopyTo(plain);
        return plain.ToArray();
    }
}
