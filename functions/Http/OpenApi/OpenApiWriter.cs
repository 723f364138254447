using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Survey.Http;

/// <summary>document.json of this folder, which holds what is no function's own, with the functions' operations and the
/// schemas of what they answer put in.</summary>
internal static class OpenApiWriter
{
    /// <exception cref="InvalidOperationException">A function has no <see cref="DescribedAttribute"/>.</exception>
    public static byte[] Write(IEnumerable<HttpFunction> functions)
    {
        using var frame = typeof(OpenApiWriter).Assembly.GetManifestResourceStream(
            "Survey.Http.document.json"
        )!;
        var document = JsonNode.Parse(frame)!.AsObject();
        var paths = document["paths"]!.AsObject();
        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas["Problem"]!["properties"]!["type"]!["enum"] = Operation.TypesOf(Problems.All);
        var records = new RecordSchemas(schemas);
        foreach (var function in functions)
        foreach (var (path, id, parameters) in AddressesOf(function))
        foreach (var method in function.Methods.Except(["HEAD"]))
        {
            if (!paths.ContainsKey(path))
                paths[path] = new JsonObject();
            paths[path]![method.ToLowerInvariant()] = Operation.Of(
                function,
                DescriptionOf(function),
                method,
                id,
                parameters,
                records
            );
        }
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

    private static DescribedAttribute DescriptionOf(HttpFunction function) =>
        function.Run.GetCustomAttribute<DescribedAttribute>()
        ?? throw new InvalidOperationException($"{function.Name} is not described.");

    /// <summary>OpenAPI has no parameter of a path that may be left out: such a route is two addresses.</summary>
    private static IEnumerable<(
        string Path,
        string Id,
        IEnumerable<string> Parameters
    )> AddressesOf(HttpFunction function)
    {
        var route = RoutePatternFactory.Parse(function.Route);
        var segments = route.PathSegments.Select(segment =>
            segment.Parts.Single() switch
            {
                RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                var part => ((RoutePatternLiteralPart)part).Content,
            }
        );
        var names = route.Parameters.Select(parameter => parameter.Name).ToList();
        var last = names.Count > 0 ? route.Parameters[^1] : null;
        if (last is not { IsOptional: true } and not { Default: not null })
            return [(PathOf(segments), function.Name, names)];
        return
        [
            (PathOf(segments.SkipLast(1)), function.Name, names.SkipLast(1)),
            (PathOf(segments), $"{function.Name}_{last.Name}", names),
        ];
    }

    private static string PathOf(IEnumerable<string> segments) => "/" + string.Join('/', segments);
}
