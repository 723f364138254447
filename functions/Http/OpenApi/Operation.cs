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
        string method,
        string id,
        IEnumerable<string> parameters,
        RecordSchemas records
    )
    {
        var operation = new JsonObject
        {
            // Unique, where a function takes several methods.
            ["operationId"] =
                method == function.Methods[0] ? id : $"{id}_{method.ToLowerInvariant()}",
            ["tags"] = new JsonArray(function.Run.DeclaringType!.Namespace!.Split('.')[^1]),
            ["summary"] = described.Summary,
            ["parameters"] = new JsonArray([
                .. parameters.Concat(described.Parameters).Select(Parameter),
            ]),
            ["security"] = new JsonArray([.. WaysIn(function.Key)]),
        };
        if (described.Takes is { } body && method is not "GET")
            operation["requestBody"] = Reference("requestBodies", body);
        var responses = new JsonObject();
        foreach (var status in described.Statuses)
            AddAnswer(responses, status, described, records);
        foreach (var problems in ProblemsOf(function, described).GroupBy(one => one.Status))
            AddProblems(responses, problems.Key, [.. problems]);
        if (function.Key is not null)
            AddPagesOfSignIn(responses, method);
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
            : new[] { $"{key}Key", $"{key}KeyInQuery", $"{key}Cookie" }.Select(way => new JsonObject
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
            .Concat(function.Key is null || IsForReading(function) ? [] : [Problems.StaleForm])
            .Concat(
                IsForReading(function)
                    ? []
                    : [Problems.CrossSite, Problems.TooSlow, Problems.Stopping]
            )
            .Append(Problems.Failed)
            .OrderBy(problem => problem.Status);

    private static bool IsForReading(HttpFunction function) =>
        function.Methods.All(method => method is "GET" or "HEAD");

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

    /// <summary>What a browser gets instead of a problem, and for a key in the address.</summary>
    private static void AddPagesOfSignIn(JsonObject responses, string method)
    {
        AddContent(
            ResponseOf(responses, StatusCodes.Status401Unauthorized),
            "text/html",
            new JsonObject { ["type"] = "string" }
        );
        if (method == "GET")
            AddHeader(ResponseOf(responses, StatusCodes.Status303SeeOther), "Location");
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
