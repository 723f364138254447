using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Tests.Publish;

/// <summary>Reads a table as RFC 4180 has it, apart from the program's own writer.</summary>
internal static partial class CsvRows
{
    /// <summary>Rows of fields, without the header.</summary>
    public static string[][] Of(byte[] csv) =>
        [
            .. Line()
                .Matches(Encoding.UTF8.GetString(csv))
                .Skip(1)
                .Select(line =>
                    Field()
                        .Matches(line.Groups[1].Value)
                        .Select(field => field.Groups[2].Value)
                        .Select(text =>
                            text.StartsWith('"') ? text[1..^1].Replace("\"\"", "\"") : text
                        )
                        .ToArray()
                ),
        ];

    [GeneratedRegex("((?:[^\"\r]|\"(?:[^\"]|\"\")*\")*)\r\n")]
    private static partial Regex Line();

    [GeneratedRegex("(^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Field();
}
