using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Tests.Publish;

/// <summary>Reads a table as RFC 4180 has it, apart from the program's own writer.</summary>
internal static partial class CsvRows
{
    /// <summary>Rows of fields, without the header.</summary>
    public static string[][] Of(byte[] csv, char separator = ',') =>
        [.. Lines(csv).Skip(1).Select(line => Fields(line, separator))];

    public static string[] HeaderOf(byte[] csv, char separator = ',') =>
        Fields(Lines(csv).First(), separator);

    private static IEnumerable<string> Lines(byte[] csv) =>
        Line().Matches(Encoding.UTF8.GetString(csv)).Select(line => line.Groups[1].Value);

    private static string[] Fields(string line, char separator) =>
        [
            .. Regex
                .Matches(line, $"(^|{separator})(\"(?:[^\"]|\"\")*\"|[^{separator}]*)")
                .Select(field => field.Groups[2].Value)
                .Select(text => text.StartsWith('"') ? text[1..^1].Replace("\"\"", "\"") : text),
        ];

    [GeneratedRegex("((?:[^\"\r]|\"(?:[^\"]|\"\")*\")*)\r\n")]
    private static partial Regex Line();
}
