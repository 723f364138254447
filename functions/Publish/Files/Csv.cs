using CsvHelper;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Tables as CSV: UTF-8, a header, CRLF, nothing for no value.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions Rfc4180 = new() { NewLine = "\r\n" };

    private static readonly CsvWriterOptions Spreadsheet = new()
    {
        NewLine = "\r\n",
        Separator = ';',
        WriteByteOrderMark = true,
    };

    /// <summary>RFC 4180: commas between, <c>.</c> in numbers, no mark at the beginning.</summary>
    public static ReleaseFile Write(Table table) =>
        Write($"{table.Name}.csv", table.Title, table, Rfc4180);

    /// <summary>As a spreadsheet opens it where numbers have a comma: semicolons between, and a byte order mark.</summary>
    public static ReleaseFile WriteForSpreadsheet(string name, Texts title, Table table) =>
        Write(name, title, table, Spreadsheet);

    private static ReleaseFile Write(
        string name,
        Texts title,
        Table table,
        CsvWriterOptions options
    )
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, options, leaveOpen: true))
        {
            csv.WriteRecord([.. table.Columns.Select(column => column.Name)]);
            foreach (var row in table.Rows)
                csv.WriteRecord(row.AsSpan());
        }
        return new ReleaseFile(name, MediaType, bytes.ToArray()) { Title = title };
    }
}
