using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <param name="Level">anonymous, function or admin; null: a timer.</param>
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
    public bool IsTimer => Schedule is not null;

    public bool IsOpen => Level == "anonymous";
}

/// <summary>The program's functions, for whatever has to name them too: documents, alerts, host.json, infra/.</summary>
internal static partial class FunctionList
{
    public static readonly IReadOnlyList<ListedFunction> All = Checkout
        .Files("functions", "function.json")
        .Select(Read)
        .ToArray();

    public static readonly IReadOnlyList<ListedFunction> Timers = All.Where(one => one.IsTimer)
        .ToArray();

    public static readonly IReadOnlyList<ListedFunction> Http = All.Except(Timers).ToArray();

    private static ListedFunction Read(string path)
    {
        var trigger = Checkout.Json(path)["bindings"]!.AsArray()[0]!;
        var folders = path.Split('/');
        var isTimer = (string)trigger["type"]! == "timerTrigger";
        return new ListedFunction(
            folders[^3],
            folders[^2],
            (string?)trigger["authLevel"],
            string.Join(", ", MethodsOf(trigger)),
            isTimer ? null : "/" + Constraint().Replace((string)trigger["route"]!, ""),
            (string?)trigger["schedule"]
        );
    }

    private static IEnumerable<string> MethodsOf(JsonNode trigger) =>
        trigger["methods"] is JsonArray methods
            ? methods.Select(method => ((string)method!).ToUpperInvariant()).Except(["HEAD"])
            : [];

    [GeneratedRegex(@":regex\([^)]*\)|=home")]
    private static partial Regex Constraint();
}
