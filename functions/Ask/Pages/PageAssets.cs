using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Survey.Ask.Pages;

/// <summary>The style sheet and the script, from inside the program. Their addresses hold a hash of their bytes, so a
/// browser may keep them for good.</summary>
public static class PageAssets
{
    private static readonly (string Name, string Type)[] Served =
    [
        ("survey.css", "text/css; charset=utf-8"),
        ("survey.js", "text/javascript; charset=utf-8"),
    ];

    private static readonly FrozenDictionary<string, (string Address, PageBytes Bytes)> All =
        Served.ToFrozenDictionary(asset => asset.Name, asset => Load(asset.Name, asset.Type));

    /// <summary>Where the asset is: <c>/assets/survey.0123456789ab.css</c>.</summary>
    public static string AddressOf(string name) => All[name].Address;

    /// <summary>The asset at a path without leading slash, or null.</summary>
    public static PageBytes? Find(string path) =>
        All.Values.FirstOrDefault(asset => asset.Address.AsSpan(1).SequenceEqual(path)).Bytes;

    /// <summary>A file that is built into the program.</summary>
    internal static Stream Open(string name) =>
        typeof(PageAssets).Assembly.GetManifestResourceStream(typeof(PageAssets), name)!;

    private static (string, PageBytes) Load(string name, string type)
    {
        using var file = Open(name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        var address =
            $"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        return (address, new PageBytes(bytes, type, "public, max-age=31536000, immutable"));
    }
}
