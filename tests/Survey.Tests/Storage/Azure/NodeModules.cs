using System.Diagnostics;
using System.Text;

namespace Survey.Tests.Storage.Azure;

/// <summary>What tests/package-lock.json installs, and scripts that use it.</summary>
public static class NodeModules
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    /// <summary>A file of an installed package.</summary>
    public static string PathOf(string file)
    {
        var path = Path.Combine(Tests, "node_modules", file);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"{file} is missing: npm ci --prefix tests");
    }

    /// <summary>Runs a script; what it prints, once it ended well.</summary>
    /// <param name="script">Its path under tests/.</param>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Tests,
        };
        start.ArgumentList.Add(Path.Combine(Tests, script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{script}: {await errors}");
    }
}
