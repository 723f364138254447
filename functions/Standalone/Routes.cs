using System.Text.RegularExpressions;
using Survey.Http;

namespace Survey.Standalone;

/// <summary>Maps HTTP functions on their routes. Every path has exactly one owner: a known path with another method is
/// 405 even where a catch-all would take it.</summary>
internal static partial class Routes
{
    public static void MapFunctions(this WebApplication app)
    {
        var call = app.Services.GetRequiredService<FunctionCall>();
        var functions = app.Services.GetRequiredService<Functions>().Http;
        foreach (var function in functions)
        {
            var run = function.Run.CreateDelegate<Func<HttpRequest, Task<IResult>>>(
                app.Services.GetRequiredService(function.Run.DeclaringType!)
            );
            app.MapMethods(
                function.Route,
                function.Methods,
                Surrounded(function.Name, function.Key, run)
            );
        }
        foreach (var path in functions.GroupBy(function => ShapeOf(function.Route)))
            if (!path.Key.Contains('*', StringComparison.Ordinal))
                app.Map(path.First().Route, Refusal(request => OtherMethod(path, request)));
        app.Map("{**rest}", Refusal(NothingHere));

        RequestDelegate Surrounded(
            string name,
            KeyHolder? key,
            Func<HttpRequest, Task<IResult>> run
        )
        {
            return Run;
            Task Run(HttpContext context) =>
                call.RunAsync(context, name, key, () => run(context.Request));
        }

        RequestDelegate Refusal(Func<HttpRequest, IResult> refuse) =>
            Surrounded("none", null, request => Task.FromResult(refuse(request)));
    }

    private static IResult OtherMethod(IEnumerable<HttpFunction> path, HttpRequest request)
    {
        var allowed = path.SelectMany(function => function.Methods)
            .Distinct()
            .Order(StringComparer.Ordinal);
        request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
        return Problems.MethodNotAllowed.Because("The Allow header says what is offered.");
    }

    private static IResult NothingHere(HttpRequest request) =>
        Problems.NotFound.Because("No such address.");

    /// <summary>Routes that differ only in the names of their parameters are one path; a catch-all keeps its star.</summary>
    private static string ShapeOf(string route) =>
        Parameter().Replace(route, "{$1}").ToUpperInvariant();

    [GeneratedRegex(@"\{(\**)[^}]*\}")]
    private static partial Regex Parameter();
}
