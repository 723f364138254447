using System.Text.RegularExpressions;
using Survey.Tests.Infra;
using Xunit;

namespace Survey.Tests;

/// <summary>Which room of the program uses which: a stage those before it, and no arrow runs back.</summary>
public sealed partial class RoomsTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Storage"] = [],
        ["Http"] = ["Storage"],
        ["Ask"] = ["Storage", "Http"],
        ["Collect"] = ["Storage", "Http", "Ask"],
        ["Estimate"] = ["Ask"],
        ["Publish"] = ["Storage", "Http", "Ask", "Collect", "Estimate"],
        ["Manage"] = ["Storage", "Http", "Ask", "Collect", "Estimate", "Publish"],
        ["Standalone"] = ["Storage", "Http", "Ask", "Collect", "Estimate", "Publish", "Manage"],
    };

    private static readonly string[] Sources =
    [
        .. Checkout.Files("functions", "*.cs"),
        .. Checkout.Files("functions", "*.razor"),
    ];

    [Fact]
    public void No_arrow_runs_back() =>
        Assert.Empty(
            from file in Sources
            let room = RoomOf(file)
            where room.Length > 0
            from Match use in Use().Matches(Checkout.Read(file))
            let used = use.Groups[1].Value
            where used != room && !MayUse[room].Contains(used)
            select $"{file}: {room} uses {used}"
        );

    [Fact]
    public void Every_room_is_in_use() =>
        Assert.Equal(
            MayUse.Keys.Order(),
            Sources.Select(RoomOf).Where(room => room.Length > 0).Distinct().Order()
        );

    [Fact]
    public void Clients_of_Azure_are_used_in_one_place() =>
        Assert.All(
            Sources.Where(file => AzureClient().IsMatch(Checkout.Read(file))),
            file => Assert.StartsWith("functions/Storage/Azure/", file, StringComparison.Ordinal)
        );

    [Fact]
    public void SendGrid_is_used_in_one_place() =>
        Assert.All(
            Sources.Where(file =>
                Checkout.Read(file).Contains("using SendGrid", StringComparison.Ordinal)
            ),
            file => Assert.StartsWith("functions/Publish/Notices/", file, StringComparison.Ordinal)
        );

    [Fact]
    public void A_file_is_in_its_rooms_namespace() =>
        Assert.Empty(
            from file in Sources
            where file.EndsWith(".cs", StringComparison.Ordinal)
            let room = RoomOf(file)
            let name = Namespace().Match(Checkout.Read(file)).Groups[1].Value
            where !$"{name}.".StartsWith($"Survey.{room}", StringComparison.Ordinal)
            select $"{file}: {name}"
        );

    /// <summary>The folder under <c>functions/</c>; empty for the files that put the rooms together.</summary>
    private static string RoomOf(string file) =>
        file.Split('/') is [_, var room, _, ..] ? room : "";

    [GeneratedRegex(@"\bSurvey\.([A-Z]\w+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"^using Azure\b", RegexOptions.Multiline)]
    private static partial Regex AzureClient();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
