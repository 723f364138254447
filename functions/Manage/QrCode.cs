using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Survey.Manage;

/// <summary>An address as a QR code (ISO/IEC 18004), error correction M: it is read with 15 % of it covered.</summary>
/// <param name="Size">Modules on a side, the quiet zone of four on each side among them.</param>
/// <param name="Path">Of the dark modules, for an SVG path in units of a module.</param>
public sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        for (var x = 0; x < rows[y].Count; x++)
            if (rows[y][x])
            {
                var width = Run(rows[y], x);
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v1h-{width}z");
                x += width;
            }
        return new(rows.Count, path.ToString());
    }

    private static int Run(BitArray row, int from)
    {
        var end = from;
        while (end < row.Count && row[end])
            end++;
        return end - from;
    }
}
