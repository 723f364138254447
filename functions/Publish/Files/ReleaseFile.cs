using System.Security.Cryptography;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>A file of a release, whole.</summary>
public sealed record ReleaseFile(string Name, string MediaType, byte[] Content)
{
    /// <summary>What a reader finds in it; null: it is not told of.</summary>
    public Texts? Title { get; init; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));
}
