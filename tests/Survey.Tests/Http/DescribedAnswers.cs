using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>Passes requests on, and fails on an answer that the OpenAPI document does not describe: of another status or
/// media type, or with JSON that is not as the schema says or holds a property that it does not name.</summary>
internal sealed partial class DescribedAnswers(JsonNode document)
    : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false })
{
    private static readonly EvaluationOptions Strictly = new()
    {
        OutputFormat = OutputFormat.List,
        RequireFormatValidation = true,
    };

    /// <summary>Ids of the operations that were answered with a status below 400.</summary>
    public HashSet<string> Answered { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var reply = await base.SendAsync(request, cancellationToken);
        var operation = Find(request);
        var status = (int)reply.StatusCode;
        var what = $"{request.Method} {request.RequestUri!.AbsolutePath}: {status}";
        var response = operation["responses"]![$"{status}"];
        Assert.True(response is not null, $"{what} is not described");
        if (status < 400)
            Answered.Add((string)operation["operationId"]!);
        var described = response["content"]?.AsObject() ?? [];
        var body = await reply.Content.ReadAsStringAsync(cancellationToken);
        var media = body.Length == 0 ? null : reply.Content.Headers.ContentType!.MediaType!;
        Assert.True(
            media is null
                ? described.Count == 0
                : described.ContainsKey(media) || described.ContainsKey("*/*"),
            $"{what} with {media} is not described"
        );
        if (media is not null && described[media]?["schema"] is JsonObject schema)
            Check(what, body, media, schema);
        return reply;
    }

    /// <summary>The operation whose path names most of the address itself.</summary>
    private JsonNode Find(HttpRequestMessage request) =>
        document["paths"]!
            .AsObject()
            .Where(path =>
                Regex.IsMatch(
                    request.RequestUri!.AbsolutePath,
                    $"^{Parameter().Replace(path.Key, "[^/]+")}$"
                )
            )
            .OrderBy(path => path.Key.Count(letter => letter == '{'))
            .First()
            .Value![request.Method.Method.ToLowerInvariant()]!;

    private void Check(string what, string body, string media, JsonNode schema)
    {
        var whole = new JsonObject
        {
            ["allOf"] = new JsonArray(Closed(schema)),
            ["$defs"] = Closed(document["components"]!["schemas"]!),
        };
        var text = whole
            .ToJsonString()
            .Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        var value = media.EndsWith("json", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<JsonElement>(body)
            : JsonSerializer.SerializeToElement(body);
        var results = JsonSchema.FromText(text).Evaluate(value, Strictly);
        Assert.True(results.IsValid, $"{what}: {JsonSerializer.Serialize(results)}");
    }

    /// <summary>The same, with objects that hold the named properties only.</summary>
    private static JsonNode Closed(JsonNode node)
    {
        var copy = node.DeepClone();
        foreach (var schema in Below(copy).OfType<JsonObject>())
            if (schema["properties"] is JsonObject && !schema.ContainsKey("allOf"))
                schema["additionalProperties"] = false;
        return copy;
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) =>
        (
            node switch
            {
                JsonObject properties => properties.Select(one => one.Value),
                JsonArray items => items,
                _ => [],
            }
        )
            .OfType<JsonNode>()
            .ToArray()
            .SelectMany(Below)
            .Append(node);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
