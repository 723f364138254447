using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Survey.Collect;

/// <summary>The keyed checksum inside the row of a response: HMAC-SHA256 over where the row lies and what it says, cut to
/// 96 bits. Without the key nobody can change a row, or move it to another place, unseen.</summary>
/// <param name="key">The same for as long as there are responses: with another one every row looks damaged.</param>
public sealed class Checksum(string key) : IDisposable
{
    private const int Bytes = 12;

    /// <summary>One for each thread, made ready with the key: made anew for each row, they would wait for each other.</summary>
    private readonly ThreadLocal<IncrementalHash> _hashes = new(() =>
        IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key))
    );

    /// <summary>16 letters, digits, - and _.</summary>
    public string Of(string partition, string row, string instrument, string answers)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> room = stackalloc byte[512];
        // A line break is in none of the four.
        var text = Utf8.TryWrite(
            room,
            $"{partition}\n{row}\n{instrument}\n{answers}",
            out var length
        )
            ? room[..length]
            : Encoding.UTF8.GetBytes($"{partition}\n{row}\n{instrument}\n{answers}");
        var ready = _hashes.Value!;
        ready.AppendData(text);
        ready.GetHashAndReset(hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }

    public void Dispose() => _hashes.Dispose();
}
