using System.Reflection;
using System.Text.RegularExpressions;
using Survey.Http;

namespace Survey.Tests.Infra;

/// <summary>A function as its attributes say, in the words of the documents.</summary>
/// <param name="Level">anyone, analyst or admin; null: a timer.</param>
/// <param name="Methods">Upper case; HEAD goes with GET without saying.</param>
/// <param name="Route">With a leading slash, without constraints and defaults; null: a timer.</param>
/// <param name="Schedule">Null: HTTP.</param>
internal sealed record ListedFunction(
    string Stage,
    string Name,
    string? Level,
    string Methods,
    string? Route,
    string? Schedule
)
{
    public bool IsOpen => Level == "anyone";
}

/// <summary>The program's functions, for whatever has to name them too: documents, alerts, host.json, infra/.</summary>
internal static partial class FunctionList
{
    public static readonly IReadOnlyList<ListedFunction> Http =
    [
        .. Functions.OfProgram.Http.Select(function => new ListedFunction(
            StageOf(function.Run),
            function.Name,
            function.Key?.ToString().ToLowerInvariant() ?? "anyone",
            string.Join(", ", function.Methods.Except(["HEAD"])),
            "/" + Constraint().Replace(function.Route, ""),
            null
        )),
    ];

    public static readonly IReadOnlyList<ListedFunction> Timers =
    [
        .. Functions.OfProgram.Timers.Select(function => new ListedFunction(
            StageOf(function.Run),
            function.Name,
            null,
            "",
            null,
            function.Schedule
        )),
    ];

    public static readonly IReadOnlyList<ListedFunction> All = [.. Http, .. Timers];

    private static string StageOf(MethodInfo run) => run.DeclaringType!.Namespace!.Split('.')[1];

    [GeneratedRegex(@":regex\([^)]*\)|=home")]
    private static partial Regex Constraint();
}
