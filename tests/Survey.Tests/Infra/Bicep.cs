using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>infra/, compiled by the Bicep compiler of its NuGet package.</summary>
internal static class Bicep
{
    private static readonly string Compiler = typeof(Bicep)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(one => one.Key == "BicepCompiler")
        .Value!;

    private static readonly string Main = Checkout.PathOf("infra/main.bicep");

    /// <summary>A deployment with everything turned on, as the compiler predicts its resources.</summary>
    public static readonly Lazy<Task<string>> Snapshot = new(PredictAsync);

    /// <summary>The whole of infra/, and whatever the compiler has to say of it.</summary>
    public static readonly Lazy<Task<(string Template, string Said)>> Compiled = new(() =>
        CompileAsync(Main)
    );

    /// <summary>What can be given to a deployment: name to type, bounds and default.</summary>
    public static async Task<JsonObject> ParametersAsync() =>
        JsonNode.Parse((await Compiled.Value).Template)!["parameters"]!.AsObject();

    /// <summary>Compiles and lints.</summary>
    /// <returns>The template as JSON, and whatever the compiler has to say.</returns>
    public static Task<(string Template, string Said)> CompileAsync(string file) =>
        RunAsync("build", file, "--stdout");

    private static async Task<string> PredictAsync()
    {
        // The compiler writes its prediction beside the parameters.
        using var folder = new TemporaryFolder();
        var values = Checkout
            .Read("tests/infra/everything.bicepparam")
            .Replace("../../infra/main.bicep", Path.GetRelativePath(folder.Path, Main));
        var file = folder.File("everything.bicepparam");
        await File.WriteAllTextAsync(file, values);
        var nobody = Guid.Empty.ToString();
        string[] places = ["--subscription-id", nobody, "--tenant-id", nobody];
        await RunAsync(["snapshot", file, "--mode", "overwrite", .. places]);
        return await File.ReadAllTextAsync(folder.File("everything.snapshot.json"));
    }

    private static async Task<(string Output, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Compiler, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var compiler = Process.Start(start)!;
        var said = compiler.StandardError.ReadToEndAsync();
        var output = await compiler.StandardOutput.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        Assert.True(compiler.ExitCode == 0, await said);
        return (output, await said);
    }
}
