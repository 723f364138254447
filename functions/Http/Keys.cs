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

    /// <summary>Whether the request's header <c>x-functions-key</c>, or else its query's <c>code</c>, is the key needed.</summary>
    /// <param name="needed">Null: none is.</param>
    public bool Open(KeyHolder? needed, HttpRequest request)
    {
        if (needed is null)
            return true;
        string? key = request.Headers["x-functions-key"];
        var hash = HashOf((key ?? request.Query["code"]) ?? "");
        // Hashes of one length, and both compared whatever the first says: the time taken tells nothing.
        var isAnalyst = CryptographicOperations.FixedTimeEquals(hash, _analystHash);
        var isAdmin = CryptographicOperations.FixedTimeEquals(hash, _adminHash);
        return isAdmin | (isAnalyst & needed == KeyHolder.Analyst);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
