using System.Security.Cryptography;

namespace Survey.Publish;

/// <summary>A file of a release, whole.</summary>
public sealed record ReleaseFile(string Name, string MediaType, byte[] Content)
{
    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));
}
