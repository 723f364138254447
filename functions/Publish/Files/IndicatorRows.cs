using System.Text;

namespace Survey.Publish;

/// <summary>An indicator's lines of estimates.csv, as published.</summary>
internal static class IndicatorRows
{
    /// <param name="manifests">Of the releases, oldest first. Their lines follow each other under the newest one's header;
    /// a release whose table has other columns is left out.</param>
    public static async Task<byte[]> ReadAsync(
        Releases releases,
        IEnumerable<Manifest> manifests,
        string indicator,
        CancellationToken cancel
    )
    {
        var tables = new List<(string Header, string Rows)>();
        foreach (var manifest in manifests)
            tables.Add(await ReadAsync(releases, manifest, indicator, cancel));
        var header = tables[^1].Header;
        var rows = tables.Where(table => table.Header == header).Select(table => table.Rows);
        return Encoding.UTF8.GetBytes($"{header}\r\n{string.Concat(rows)}");
    }

    private static async Task<(string, string)> ReadAsync(
        Releases releases,
        Manifest manifest,
        string indicator,
        CancellationToken cancel
    )
    {
        var content = await releases.ReadFileAsync(manifest, EstimatesTable.FileName, cancel);
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        var header = await reader.ReadLineAsync(cancel) ?? "";
        var rows = new StringBuilder();
        while (await reader.ReadLineAsync(cancel) is { } line)
            if (line.StartsWith($"{manifest.Wave},{indicator},", StringComparison.Ordinal))
                rows.Append(line).Append("\r\n");
        return (header, rows.ToString());
    }
}
