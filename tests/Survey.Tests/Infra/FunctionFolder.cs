using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>A function as its folder and its function.json say.</summary>
/// <param name="Level">anonymous, function or admin; null: a timer.</param>
/// <param name="Methods">Upper case; HEAD goes with GET without saying.</param>
/// <param name="Route">With a leading slash, without constraints and defaults; null: a timer.</param>
/// <param name="Schedule">Null: HTTP.</param>
internal sealed partial record FunctionFolder(
    string Stage,
    string Name,
    string? Level,
    string Methods,
    string? Route,
    string? Schedule
)
{
    public static readonly IReadOnlyList<FunctionFolder> All = Checkout
        .Files("functions", "function.json")
        .Select(Read)
        .ToArray();

    public bool IsTimer => Schedule is not null;

    public bool IsOpen => Level == "anonymous";

    private static FunctionFolder Read(string path)
    {
        var trigger = Checkout.Json(path)["bindings"]!.AsArray()[0]!;
        var folders = path.Split('/');
        var isTimer = (string)trigger["type"]! == "timerTrigger";
        return new FunctionFolder(
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
