using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Survey.Http;

namespace Survey.Ask;

/// <summary>The open wave and what it asks, for clients other than our page.</summary>
public sealed class GetSurvey(CurrentWaves waves, Definition definition, TimeProvider time)
{
    private volatile Made? _made;

    [Function(nameof(GetSurvey))]
    [Described(
        "The open wave and what it asks",
        Statuses = [200, 304],
        Answers = typeof(SurveyView),
        Refuses = [nameof(Problems.BetweenWaves), nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/survey")]
            HttpRequest request
    )
    {
        var now = time.GetUtcNow();
        var seen = await waves.GetAsync();
        if (seen.OpenAt(now) is not { } wave)
            return BetweenWaves(seen.NextOpening(now), now);
        var held = _made;
        if (held?.Wave != wave)
            _made = held = new Made(wave, Write(wave));
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(held.Json, "application/json", entityTag: held.ETag);
    }

    private static IResult BetweenWaves(DateTimeOffset opens, DateTimeOffset now) =>
        Problems.BetweenWaves.Because(
            opens > now
                ? $"The next wave opens at {UtcTime.Iso(opens)}."
                : "The next wave opens within minutes."
        );

    private byte[] Write(Wave wave) =>
        JsonSerializer.SerializeToUtf8Bytes(
            SurveyView.Of(wave, definition.Asked(wave.Instrument)!.Instrument),
            AskJson.Legible.SurveyView
        );

    private sealed record Made(Wave Wave, byte[] Json)
    {
        public EntityTagHeaderValue ETag { get; } =
            new($"\"{Convert.ToHexStringLower(SHA256.HashData(Json).AsSpan(0, 16))}\"");
    }
}
