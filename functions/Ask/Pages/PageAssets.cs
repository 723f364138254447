using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Survey.Ask.Pages;

/// <summary>Style sheets and scripts, from inside the program. Their addresses hold a hash of their bytes, so a browser
/// may keep them for good.</summary>
public static class PageAssets
{
    private const string Folder = "assets/";

    private static readonly FrozenDictionary<string, (string Address, PageBytes Bytes)> All =
        typeof(PageAssets)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], Load);

    /// <summary>Where the asset is: <c>/assets/survey.0123456789ab.css</c>.</summary>
    public static string AddressOf(string name) => All[name].Address;

    /// <summary>The asset at a path without leading slash, or null.</summary>
    public static PageBytes? Find(string path) =>
        All.Values.FirstOrDefault(asset => asset.Address.AsSpan(1).SequenceEqual(path)).Bytes;

    private static (string, PageBytes) Load(string name)
    {
        using var file = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var type = extension == ".css" ? "text/css" : "text/javascript";
        return (
            $"/{Folder}{stem}.{hash}{extension}",
            new PageBytes(bytes, $"{type}; charset=utf-8", "public, max-age=31536000, immutable")
        );
    }
}
