using System.Globalization;
using System.Text;

namespace Survey.Storage;

/// <summary>A transaction as one multipart request (an OData changeset), and what its answer says.</summary>
internal static class AzureBatch
{
    private static ReadOnlySpan<byte> StatusLine => "\r\nHTTP/1.1 "u8;

    public static (byte[] Body, string MediaType) Write(
        Uri address,
        string table,
        IReadOnlyList<Operation> steps
    )
    {
        var boundary = Guid.NewGuid().ToString("N");
        using var body = new MemoryStream(1024);
        Append(
            body,
            $"--batch_{boundary}\r\nContent-Type: multipart/mixed; boundary=set_{boundary}\r\n\r\n"
        );
        foreach (var step in steps)
        {
            var request = AzureRequest.For(table, step);
            Append(
                body,
                $"--set_{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                    + $"{request.Method} {address.AbsoluteUri}{request.Path} HTTP/1.1\r\n"
                    + "Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"
            );
            foreach (var (name, value) in request.Headers)
                Append(body, $"{name}: {value}\r\n");
            Append(body, "\r\n");
            body.Write(request.Body);
            Append(body, "\r\n");
        }
        Append(body, $"--set_{boundary}--\r\n--batch_{boundary}--\r\n");
        return (body.ToArray(), $"multipart/mixed; boundary=batch_{boundary}");
    }

    private static void Append(MemoryStream body, string text) =>
        body.Write(Encoding.ASCII.GetBytes(text));

    /// <summary>The status and the code of the step that failed; null when all were done. The answer as a whole is 202
    /// either way.</summary>
    public static (int Status, string Code)? Failure(ReadOnlySpan<byte> answer)
    {
        for (var at = 0; answer[at..].IndexOf(StatusLine) is var next and >= 0; )
        {
            at += next + StatusLine.Length;
            var status = int.Parse(answer.Slice(at, 3), CultureInfo.InvariantCulture);
            if (status < 400)
                continue;
            var json = answer[at..].IndexOf((byte)'{');
            return (status, json < 0 ? "" : AzureService.CodeIn(answer[(at + json)..]));
        }
        return null;
    }
}
