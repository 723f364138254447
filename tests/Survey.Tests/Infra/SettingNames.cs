using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>The settings that the code asks its configuration for, as they are written in an environment.</summary>
internal static partial class SettingNames
{
    public static readonly IReadOnlySet<string> Read = Checkout
        .Files("functions", "*.cs")
        .SelectMany(file => Name().Matches(Checkout.Read(file)))
        .Select(match => match.Groups[1].Value.Replace(":", "__"))
        .ToHashSet();

    [GeneratedRegex(@"""((?:Survey|AzureWebJobsStorage):\w+|AzureWebJobsStorage|OTEL_\w+)""")]
    private static partial Regex Name();
}
