using Xunit;

namespace Survey.Tests.Infra;

/// <summary>Tables of a Markdown file.</summary>
internal static class Markdown
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
}
