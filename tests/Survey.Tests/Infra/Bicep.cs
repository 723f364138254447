using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>What one Bicep file declares, as tests/infra/bicep.mjs reads it.</summary>
/// <param name="Faults">Places that do not parse.</param>
/// <param name="Used">Identifiers used in expressions.</param>
internal sealed record BicepFile(
    string Path,
    string Text,
    IReadOnlyList<string> Faults,
    IReadOnlyList<Declaration> Declarations,
    HashSet<string> Used
)
{
    public IEnumerable<Declaration> Of(string kind) =>
        Declarations.Where(declaration => declaration.Kind == kind);
}

/// <param name="Kind">parameter, variable, resource, module or output.</param>
/// <param name="Type">A parameter's type, a resource's type with version, a module's path.</param>
/// <param name="Body">Literals as JSON; any other expression as an object with "$".</param>
/// <param name="Default">Of a parameter; null: none.</param>
internal sealed record Declaration(
    string Kind,
    string Name,
    string? Type,
    bool Existing,
    JsonNode? Body,
    JsonNode? Default,
    JsonArray? Decorators
)
{
    public JsonNode? Decorator(string name) =>
        Decorators
            ?.FirstOrDefault(decorator => (string?)decorator!["$call"] == name)
            ?["arguments"]?[0];

    public bool IsA(string resource) =>
        Kind == "resource" && Type!.StartsWith(resource + "@", StringComparison.OrdinalIgnoreCase);
}

internal static class Bicep
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static async Task<Dictionary<string, BicepFile>> ParseAsync(
        IReadOnlyDictionary<string, string> texts
    )
    {
        var start = new ProcessStartInfo("node", [Checkout.PathOf("tests/infra/bicep.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = node.StandardOutput.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(texts));
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return JsonSerializer
            .Deserialize<Dictionary<string, BicepFile>>(await output, Names)!
            .ToDictionary(
                file => file.Key,
                file => file.Value with { Path = file.Key, Text = texts[file.Key] }
            );
    }
}
