using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Survey.Ask;

namespace Survey.Tests.Estimate;

/// <summary>One file that make.R wrote: a survey, its respondents, and R's figures.</summary>
internal sealed class Fixture(string name)
{
    private readonly JsonElement _json = JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")))
        .RootElement;

    public static string Folder { get; } = Path.Combine(Repository.Fixtures, "estimates");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order()!;

    public JsonElement this[string part] => _json.GetProperty(part);

    public string[] Rows => this["rows"].GetString()!.Split(' ');

    public Definition Definition =>
        Surveys.Of(
            this["definition"].GetProperty("total").GetInt64(),
            [.. Of("items").Select(ItemOf)],
            [],
            [.. Of("margins").Select(MarginOf)],
            [.. Of("indicators").Select(IndicatorOf)],
            [.. Of("breakdowns").Select(by => (Id(by), Strings(by, "items")))]
        );

    /// <summary>Of the script that makes them and the one it sources, one after the other.</summary>
    public static string Sha256OfScript() =>
        Convert.ToHexStringLower(
            SHA256.HashData([
                .. File.ReadAllBytes(Path.Combine(Folder, "make.R")),
                .. File.ReadAllBytes(Path.Combine(Folder, "..", "..", "calibrate.R")),
            ])
        );

    private JsonElement.ArrayEnumerator Of(string part) =>
        this["definition"].GetProperty(part).EnumerateArray();

    private static Item ItemOf(JsonElement item)
    {
        var routing = item.GetProperty("ask_if");
        return Surveys.Item(
            Id(item),
            Enum.Parse<ItemKind>(item.GetProperty("kind").GetString()!, ignoreCase: true),
            Strings(item, "options"),
            routing.ValueKind == JsonValueKind.Null
                ? null
                : new Condition(
                    routing.GetProperty("item").GetString()!,
                    [],
                    Strings(routing, "not_in")
                )
        );
    }

    private static Margin MarginOf(JsonElement margin) =>
        Surveys.Margin(
            margin.GetProperty("item").GetString()!,
            [
                .. margin
                    .GetProperty("categories")
                    .EnumerateArray()
                    .Select(category => new MarginCategory(
                        Id(category),
                        Strings(category, "options"),
                        category.GetProperty("people").GetInt64()
                    )),
            ]
        ) with
        {
            Coarser = margin.TryGetProperty("coarser", out var coarser)
                ? new Grouping(
                    Id(coarser),
                    [
                        .. coarser
                            .GetProperty("groups")
                            .EnumerateArray()
                            .Select(group => new CategoryGroup(
                                Id(group),
                                Surveys.NoWords,
                                Strings(group, "categories")
                            )),
                    ]
                )
                : null,
        };

    private static Indicator IndicatorOf(JsonElement indicator) =>
        Surveys.Indicator(
            Id(indicator),
            indicator.GetProperty("variable").GetString()!,
            Strings(indicator, "yes")
        );

    private static string Id(JsonElement part) => part.GetProperty("id").GetString()!;

    private static ImmutableArray<string> Strings(JsonElement part, string name) =>
        [.. part.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
