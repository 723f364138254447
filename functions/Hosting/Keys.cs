using System.Security.Cryptography;
using System.Text;

namespace Survey.Hosting;

/// <summary>The two keys of a program that is its own host, in the places where Azure Functions looks for keys.</summary>
public sealed class Keys(string analyst, string admin)
{
    private readonly byte[] analystHash = HashOf(analyst);
    private readonly byte[] adminHash = HashOf(admin);

    public string Analyst => analyst;

    public string Admin => admin;

    /// <summary>Whether the request's header <c>x-functions-key</c>, or else its query's <c>code</c>, opens the level.</summary>
    public bool Open(AuthLevel level, HttpRequest request)
    {
        if (level == AuthLevel.Anonymous)
            return true;
        string? key = request.Headers["x-functions-key"];
        var hash = HashOf((key ?? request.Query["code"]) ?? "");
        // Hashes of one length, and both compared whatever the first says: the time taken tells nothing.
        var isAnalyst = CryptographicOperations.FixedTimeEquals(hash, analystHash);
        var isAdmin = CryptographicOperations.FixedTimeEquals(hash, adminHash);
        return isAdmin | (isAnalyst & level == AuthLevel.Function);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
