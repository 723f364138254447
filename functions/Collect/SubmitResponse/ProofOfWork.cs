using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Survey.Http;

namespace Survey.Collect;

/// <summary>A little work, asked of who sends past a network's share. Nothing is kept of it: the token is a keyed hash of
/// the time, the same for everybody for ten minutes and on every instance, and the work is of one response's id.</summary>
public sealed class ProofOfWork(Checksum checksum, TimeProvider time)
{
    /// <summary>The header that brings the number.</summary>
    public const string Header = "survey-proof";

    /// <summary>33,000 tries on average: some 60 ms of a script on a computer of 2024, five times that on a cheap
    /// phone.</summary>
    public const int Bits = 15;

    private const int TokenLength = 11;

    /// <summary>Digits of a number that is looked at.</summary>
    private const int MostDigits = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public Challenge Now => new(TokenOf(WindowNow), Bits);

    /// <summary>Whether a request brings a number; it may be none that proves anything.</summary>
    public static bool IsBrought(HttpRequest request) => request.Headers.ContainsKey(Header);

    /// <summary>Whether the number proves work for this id, of this window or the one before.</summary>
    public bool IsDone(HttpRequest request, Guid id) =>
        request.Headers[Header].ToString() is { Length: > 0 and <= MostDigits } number
        && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && (Proves(WindowNow, id, number) || Proves(WindowNow - 1, id, number));

    private long WindowNow => time.GetUtcNow().Ticks / Window.Ticks;

    private bool Proves(long window, Guid id, string number)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{TokenOf(window)}{id}{number}"));
        return BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash)) >= Bits;
    }

    // No wave is called so: a token is no response's checksum.
    private string TokenOf(long window) =>
        checksum.Of("proof of work", $"{window}", "", "")[..TokenLength];
}
