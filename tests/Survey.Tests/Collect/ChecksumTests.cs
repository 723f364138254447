using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Survey.Collect;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class ChecksumTests
{
    /// <summary>Of short answers, and of more than there is room for on the stack; the second time on a hash that was used.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public void It_is_the_hmac_of_where_a_row_lies_and_what_it_says(int length)
    {
        using var checksum = new Checksum("a key");
        var answers = new string('é', length);
        var hash = HMACSHA256.HashData(
            "a key"u8,
            Encoding.UTF8.GetBytes($"2026-Q4-a\nrow\nyouth/1\n{answers}")
        );
        var expected = Base64Url.EncodeToString(hash.AsSpan(0, 12));
        Assert.Equal(expected, checksum.Of("2026-Q4-a", "row", "youth/1", answers));
        Assert.Equal(expected, checksum.Of("2026-Q4-a", "row", "youth/1", answers));
    }
}
