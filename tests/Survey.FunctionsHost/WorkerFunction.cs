using System.Text.Json;
using Survey.FunctionsHost.Messages;

namespace Survey.FunctionsHost;

/// <param name="Route">A template of ASP.NET Core's.</param>
/// <param name="Methods">Empty: all.</param>
/// <param name="IsAnonymous">Otherwise the host asks for its key before the worker hears of the request.</param>
public sealed record HttpTrigger(string Route, IReadOnlyList<string> Methods, bool IsAnonymous);

/// <summary>A function as its worker describes it.</summary>
public sealed class WorkerFunction
{
    private WorkerFunction(RpcFunctionMetadata metadata, string input, HttpTrigger? http) =>
        (Metadata, Input, Http) = (metadata, input, http);

    public string Name => Metadata.Name;

    /// <summary>Null: a timer.</summary>
    public HttpTrigger? Http { get; }

    internal RpcFunctionMetadata Metadata { get; }

    /// <summary>The trigger's parameter.</summary>
    internal string Input { get; }

    internal static WorkerFunction Read(RpcFunctionMetadata metadata)
    {
        var trigger = metadata
            .RawBindings.Select(binding => JsonSerializer.Deserialize<Trigger>(binding, Web)!)
            .Single(binding => binding.Type.EndsWith("Trigger", StringComparison.Ordinal));
        var http = trigger.Type switch
        {
            "httpTrigger" => new HttpTrigger(
                trigger.Route ?? metadata.Name,
                trigger.Methods ?? [],
                string.Equals(trigger.AuthLevel, "anonymous", StringComparison.OrdinalIgnoreCase)
            ),
            "timerTrigger" => null,
            _ => throw new InvalidOperationException($"There is no {trigger.Type} here."),
        };
        return new(metadata, trigger.Name, http);
    }

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private sealed record Trigger(
        string Type,
        string Name,
        string? Route,
        string[]? Methods,
        string? AuthLevel
    );
}
