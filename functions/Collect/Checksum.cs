using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Collect;

/// <summary>The keyed checksum inside the row of a response: HMAC-SHA256 over where the row lies and what it says, cut to
/// 96 bits. Without the key nobody can change a row, or move it to another place, unseen.</summary>
/// <param name="key">The same for as long as there are responses: with another one every row looks damaged.</param>
public sealed class Checksum(string key)
{
    private const int Bytes = 12;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <summary>16 letters, digits, - and _.</summary>
    public string Of(string partition, string row, string instrument, string answers)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // A line break is in none of the four.
        HMACSHA256.HashData(
            _key,
            Encoding.UTF8.GetBytes($"{partition}\n{row}\n{instrument}\n{answers}"),
            hash
        );
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
