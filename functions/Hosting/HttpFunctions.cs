using System.Text.RegularExpressions;

namespace Survey.Hosting;

/// <summary>Maps HTTP functions on their routes. Every path has exactly one owner: a known path with another method is
/// 405 even where a catch-all would take it, and nothing below <c>api/</c> falls through to a page.</summary>
internal static partial class HttpFunctions
{
    /// <param name="keys">Null under the Functions host, which checks keys itself.</param>
    public static void MapFunctions(
        this WebApplication app,
        IReadOnlyList<HttpFunction> functions,
        Keys? keys
    )
    {
        foreach (var function in functions)
        {
            var run = function.Bind(app.Services);
            var level = function.Trigger.AuthLevel;
            app.MapMethods(
                    function.Trigger.Route,
                    MethodsOf(function.Trigger, keys),
                    async context =>
                    {
                        using var trace =
                            level == AuthLevel.Anonymous
                                ? null
                                : Tracing.Start(function.Name, context.Request);
                        var result =
                            keys is null || keys.Open(level, context.Request)
                                ? await run(context.Request)
                                : Problems.KeyNeeded.Because("Send a key as x-functions-key.");
                        if (result is ProblemResult { Problem: var problem })
                            SurveyMetrics.Refused(function.Name, problem);
                        await result.ExecuteAsync(context);
                    }
                )
                .WithDisplayName(function.Name);
        }
        foreach (var path in functions.GroupBy(function => ShapeOf(function.Trigger.Route)))
            if (!path.Key.Contains('*', StringComparison.Ordinal))
                app.Map(path.First().Trigger.Route, OtherMethod(path, keys));
        app.Map("api/{**rest}", NothingHere);
        app.Map("{**rest}", NothingHere);
    }

    /// <summary>Alone, GET answers HEAD too. Under the Functions host only what function.json lists: the host chose a
    /// function, and its key level, by that list, and may not be led to another one here.</summary>
    private static IEnumerable<string> MethodsOf(HttpTrigger trigger, Keys? keys) =>
        keys is not null && trigger.Methods.Contains("GET")
            ? trigger.Methods.Union(["HEAD"])
            : trigger.Methods;

    private static RequestDelegate OtherMethod(IEnumerable<HttpFunction> path, Keys? keys)
    {
        var allowed = path.SelectMany(function => MethodsOf(function.Trigger, keys))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        return context =>
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
            return Problems
                .MethodNotAllowed.Because("The Allow header says what is offered.")
                .ExecuteAsync(context);
        };
    }

    private static Task NothingHere(HttpContext context) =>
        Problems.NotFound.Because("No such address.").ExecuteAsync(context);

    /// <summary>Routes that differ only in the names of their parameters are one path; a catch-all keeps its star.</summary>
    private static string ShapeOf(string route) =>
        Parameter().Replace(route, "{$1}").ToUpperInvariant();

    [GeneratedRegex(@"\{(\**)[^}]*\}")]
    private static partial Regex Parameter();
}
