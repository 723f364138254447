using System.Text;

namespace Survey.Publish;

/// <summary>An indicator's lines of estimates.csv, as published.</summary>
internal static class IndicatorRows
{
    /// <param name="manifests">Of the releases, whose lines follow each other under one header.</param>
    public static async Task<byte[]> ReadAsync(
        Releases releases,
        IEnumerable<Manifest> manifests,
        string indicator,
        CancellationToken cancel
    )
    {
        var rows = new StringBuilder();
        foreach (var manifest in manifests)
        {
            await using var stream =
                await releases.OpenAsync(manifest, EstimatesCsv.Name, 0, null, cancel)
                ?? throw new InvalidOperationException(
                    $"{EstimatesCsv.Name} of a release is gone."
                );
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var header = await reader.ReadLineAsync(cancel);
            if (rows.Length == 0)
                rows.Append(header).Append("\r\n");
            while (await reader.ReadLineAsync(cancel) is { } line)
                if (line.StartsWith($"{manifest.Wave},{indicator},", StringComparison.Ordinal))
                    rows.Append(line).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(rows.ToString());
    }
}
