using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace Survey.Http;

/// <summary>The JSON document a request brings, or why it is refused.</summary>
/// <param name="Document">Null when refused.</param>
public sealed record JsonBody(JsonDocument? Document, IResult? Refusal)
{
    /// <summary>Bytes.</summary>
    public const int Limit = 16 * 1024;

    /// <param name="faults">The problem to name a body that is not JSON by.</param>
    public static async ValueTask<JsonBody> ReadAsync(HttpRequest request, Problem faults)
    {
        if (!IsJson(request.ContentType))
            return Refused(Problems.NotJson, "Send it as application/json.");
        if (request.ContentLength > Limit)
            return TooLarge;
        // Sent in chunks, it says no length before.
        if (await BodyBytes.ReadAsync(request, Limit) is not { } bytes)
            return TooLarge;
        try
        {
            var document = JsonDocument.Parse(bytes);
            if (IsText(bytes))
                return new JsonBody(document, null);
            document.Dispose();
        }
        catch (JsonException) { }
        return Refused(faults, "The body is not JSON.");
    }

    private static JsonBody TooLarge => Refused(Problems.TooLarge, $"At most {Limit} bytes.");

    private static JsonBody Refused(Problem problem, string detail) =>
        new(null, problem.Because(detail));

    private static bool IsJson(string? type) =>
        type == "application/json"
        || MediaTypeHeaderValue.TryParse(type, out var parsed)
            && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether every string is Unicode text; the parser leaves that to whoever reads the string, who would
    /// throw.</summary>
    internal static bool IsText(byte[] json)
    {
        if (!Utf8.IsValid(json))
            return false;
        if (!json.AsSpan().Contains((byte)'\\'))
            return true;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
                if (reader.ValueIsEscaped)
                    reader.GetString();
            return true;
        }
        // Half of a surrogate pair, escaped.
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
