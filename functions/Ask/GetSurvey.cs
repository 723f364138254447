using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Survey.Http;

namespace Survey.Ask;

/// <summary>The open wave and what it asks, for clients other than our page.</summary>
public sealed class GetSurvey(CurrentWaves waves, Definition definition, TimeProvider time)
{
    // Texts in Portuguese stay legible; nothing of it is put into HTML.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private volatile Made? made;

    [Function(nameof(GetSurvey))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/survey")]
            HttpRequest request
    )
    {
        var now = time.GetUtcNow();
        var seen = await waves.GetAsync();
        if (seen.OpenAt(now, definition.Instrument.Name) is not { } wave)
            return BetweenWaves(seen.NextOpening(now), now);
        var held = made;
        if (held?.Wave != wave)
            made = held = new Made(wave, Write(wave));
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(held.Json, "application/json", entityTag: held.ETag);
    }

    private static IResult BetweenWaves(DateTimeOffset opens, DateTimeOffset now) =>
        Problems.BetweenWaves.Because(
            opens > now
                ? $"The next wave opens at {LisbonTime.Iso(opens)}."
                : "The next wave opens within minutes."
        );

    private byte[] Write(Wave wave)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("wave");
            json.WriteString("id", wave.Id);
            json.WriteString("opens", LisbonTime.Iso(wave.Opens));
            json.WriteString("closes", LisbonTime.Iso(wave.Closes));
            if (wave.Synthetic)
                json.WriteBoolean("synthetic", true);
            json.WriteEndObject();
            json.WritePropertyName("instrument");
            InstrumentJson.Write(json, definition.Instrument);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private sealed record Made(Wave Wave, byte[] Json)
    {
        public EntityTagHeaderValue ETag { get; } =
            new($"\"{Convert.ToHexStringLower(SHA256.HashData(Json).AsSpan(0, 16))}\"");
    }
}
