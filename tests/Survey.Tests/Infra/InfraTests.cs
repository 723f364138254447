using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Survey.Tests.Infra;

public sealed class InfraTests
{
    private const string Values = "infra/main.parameters.json";

    private static readonly Dictionary<string, string> Right = Checkout
        .Files("infra", "*.bicep")
        .Append(Values)
        .ToDictionary(path => path, Checkout.Read);

    private static readonly PlantedFault[] Planted = Checkout
        .Json("tests/infra/planted-faults.json")
        .AsArray()
        .Select(row => new PlantedFault(
            (string)row!["file"]!,
            (string)row["right"]!,
            (string)row["wrong"]!,
            (string)row["fault"]!
        ))
        .ToArray();

    /// <summary>The right files by path, and the wrong ones by the fault's number: one parser for all.</summary>
    private static readonly Task<Dictionary<string, BicepFile>> Parsed = Bicep.ParseAsync(
        Right
            .Where(file => file.Key != Values)
            .Concat(
                Planted
                    .Where(planted => planted.File != Values)
                    .Select(planted => KeyValuePair.Create(planted.Key, planted.Text))
            )
            .ToDictionary()
    );

    public static IEnumerable<object[]> Numbers =>
        Enumerable.Range(0, Planted.Length).Select(number => new object[] { number });

    [Fact]
    public async Task Infra_has_no_fault() => Assert.Empty(await FaultsAsync(null));

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_planted_fault_is_found(int number)
    {
        var planted = Planted[number];
        Assert.Contains(planted.Right, Right[planted.File], StringComparison.Ordinal);
        var faults = await FaultsAsync(planted);
        Assert.Contains(faults, fault => fault.Contains(planted.Fault, StringComparison.Ordinal));
    }

    /// <summary>What Bicep lets an admin type, the program takes; and unset it is what the program would do by itself.</summary>
    [Fact]
    public async Task Bounds_and_defaults_are_the_programs()
    {
        var parsed = await Parsed;
        var files = Right.Keys.Where(path => path != Values).Select(path => parsed[path]).ToArray();
        var parameters = parsed["infra/main.bicep"].Of("parameter").ToDictionary(one => one.Name);
        var ours = BicepAgainstCode
            .SettingsOf(files)
            .Where(setting => setting.Key.StartsWith("Survey__", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(ours);
        foreach (var (name, value) in ours)
        {
            var parameter = parameters[value.Strings().Single(parameters.ContainsKey)];
            Assert.Equal(Read(), Read((name, $"{parameter.Default}")));
            if (parameter.Type != "int")
                continue;
            var least = (int)parameter.Decorator("minValue")!;
            var most = (int)parameter.Decorator("maxValue")!;
            Assert.NotEqual(Read((name, $"{least}")), Read((name, $"{most}")));
            Assert.Throws<StartException>(() => Read((name, $"{least - 1}")));
            Assert.Throws<StartException>(() => Read((name, $"{most + 1}")));
        }
    }

    private static Settings Read(params (string Name, string Value)[] given) =>
        Settings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    given.Select(one =>
                        KeyValuePair.Create(
                            one.Name.Replace("__", ":", StringComparison.Ordinal),
                            (string?)one.Value
                        )
                    )
                )
                .Build()
        );

    private static async Task<IReadOnlyList<string>> FaultsAsync(PlantedFault? planted)
    {
        var parsed = await Parsed;
        var files = Right
            .Keys.Where(path => path != Values)
            .Select(path =>
                path == planted?.File ? parsed[planted.Key] with { Path = path } : parsed[path]
            )
            .ToArray();
        var values = planted?.File == Values ? planted.Text : Right[Values];
        var shape = BicepShape.Find(files, JsonNode.Parse(values)!).ToArray();
        // What does not parse has no meaning to check.
        return files.Any(file => file.Faults.Count > 0)
            ? shape
            : [.. shape, .. BicepRules.Find(files)];
    }

    /// <summary>A mistake somebody could make in a file, and the fault that must be named then.</summary>
    private sealed record PlantedFault(string File, string Right, string Wrong, string Fault)
    {
        public string Key => $"{Fault}: {File} with '{Wrong}' for '{Right}'";

        public string Text =>
            InfraTests.Right[File].Replace(Right, Wrong, StringComparison.Ordinal);
    }
}
