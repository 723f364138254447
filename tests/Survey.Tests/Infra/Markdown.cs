using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>Tables and links of a Markdown file.</summary>
internal static partial class Markdown
{
    /// <summary>The rows of the table whose first heading is that one, each with its cells.</summary>
    public static IReadOnlyList<string[]> Table(string path, string heading)
    {
        var lines = Checkout.Read(path).Split('\n');
        var start = Array.FindIndex(
            lines,
            line => line.StartsWith($"| {heading} |", StringComparison.Ordinal)
        );
        Assert.True(start >= 0, $"{path} has no table that begins with {heading}");
        return lines
            .Skip(start + 2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim(' ', '`')).ToArray())
            .ToArray();
    }

    /// <summary>Links to files of the repository, from its root.</summary>
    public static IEnumerable<string> Links(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        return Link()
            .Matches(Checkout.Read(path))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.Combine(folder, target));
    }

    [GeneratedRegex(@"\]\(([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
