using System.Security.Cryptography;
using System.Text;

namespace Survey.Http;

/// <summary>The program's two keys.</summary>
public sealed class Keys(string analyst, string admin)
{
    private readonly byte[] _analystHash = HashOf(analyst);
    private readonly byte[] _adminHash = HashOf(admin);

    public string Analyst => analyst;

    public string Admin => admin;

    /// <summary>Other keys have another one; it is as secret as they are.</summary>
    internal string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData([.. _analystHash, .. _adminHash]));

    /// <summary>Whose key it is; null: nobody's.</summary>
    public KeyHolder? HolderOf(string key)
    {
        var hash = HashOf(key);
        // Hashes of one length, and both compared whatever the first says: the time taken tells nothing.
        var isAnalyst = CryptographicOperations.FixedTimeEquals(hash, _analystHash);
        var isAdmin = CryptographicOperations.FixedTimeEquals(hash, _adminHash);
        return isAdmin ? KeyHolder.Admin
            : isAnalyst ? KeyHolder.Analyst
            : null;
    }

    /// <summary>Whether who holds one of the keys may do what needs the other.</summary>
    public static bool Opens(KeyHolder? held, KeyHolder needed) => held >= needed;

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
