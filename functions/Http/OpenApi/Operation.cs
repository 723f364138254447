using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Survey.Http;

/// <summary>A function at one of its addresses, as OpenAPI's operation object.</summary>
internal static class Operation
{
    public static JsonObject Of(
        HttpFunction function,
        DescribedAttribute described,
        string id,
        IEnumerable<string> parameters,
        RecordSchemas records
    )
    {
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray(function.Run.DeclaringType!.Namespace!.Split('.')[^1]),
            ["summary"] = described.Summary,
            ["parameters"] = new JsonArray([
                .. parameters.Append(described.Query).OfType<string>().Select(Parameter),
            ]),
            ["security"] = new JsonArray([.. WaysIn(function.Key)]),
        };
        if (described.Takes is { } body)
            operation["requestBody"] = Reference("requestBodies", body);
        var responses = new JsonObject();
        foreach (var status in described.Statuses)
            AddAnswer(responses, status, described, records);
        foreach (var problems in ProblemsOf(function, described).GroupBy(one => one.Status))
            AddProblems(responses, problems.Key, [.. problems]);
        operation["responses"] = responses;
        return operation;

        static JsonNode Parameter(string name) => Reference("parameters", name);
    }

    public static JsonArray TypesOf(IEnumerable<Problem> problems) =>
        [.. problems.Select(problem => (JsonNode)problem.Type)];

    public static JsonObject Reference(string kind, string name) =>
        new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static IEnumerable<JsonObject> WaysIn(KeyHolder? key) =>
        key is null
            ? []
            : new[] { $"{key}Key", $"{key}KeyInQuery" }.Select(way => new JsonObject
            {
                [way] = new JsonArray(),
            });

    private static IEnumerable<Problem> ProblemsOf(
        HttpFunction function,
        DescribedAttribute described
    ) =>
        described
            .Refuses.Select(Problems.Named)
            .Concat(function.Key is null ? [] : [Problems.KeyNeeded])
            .Concat(
                function.Methods.All(method => method is "GET" or "HEAD")
                    ? []
                    : [Problems.CrossSite, Problems.TooSlow]
            )
            .Append(Problems.Failed)
            .OrderBy(problem => problem.Status);

    private static void AddAnswer(
        JsonObject responses,
        int status,
        DescribedAttribute described,
        RecordSchemas records
    )
    {
        var response = ResponseOf(responses, status);
        if (status < StatusCodes.Status304NotModified && described.Header is { } header)
            AddHeader(response, header);
        if (status < 400 && described.Statuses.Contains(StatusCodes.Status304NotModified))
            AddHeader(response, "ETag");
        if (status is not (303 or 304 or 416))
            AddContent(
                response,
                described.Media,
                described.Answers is { } type ? records.Of(type) : new JsonObject()
            );
    }

    private static void AddProblems(JsonObject responses, int status, Problem[] problems)
    {
        var response = ResponseOf(responses, status);
        response["description"] = string.Join("; ", problems.Select(problem => problem.Title));
        if (status is 429 or 503)
            AddHeader(response, "Retry-After");
        AddContent(
            response,
            "application/problem+json",
            new JsonObject
            {
                ["allOf"] = new JsonArray(Reference("schemas", "Problem")),
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["enum"] = TypesOf(problems) },
                },
            }
        );
    }

    private static JsonObject ResponseOf(JsonObject responses, int status)
    {
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (responses[key] is not JsonObject response)
            responses[key] = response = new JsonObject
            {
                ["description"] = ReasonPhrases.GetReasonPhrase(status),
            };
        return response;
    }

    private static void AddHeader(JsonObject response, string name) =>
        Below(response, "headers")[name] = Reference("headers", name);

    private static void AddContent(JsonObject response, string media, JsonNode schema) =>
        Below(response, "content")[media] = new JsonObject { ["schema"] = schema };

    private static JsonObject Below(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject below)
            parent[name] = below = [];
        return below;
    }
}
