using System.Text.Json;
using System.Text.Json.Nodes;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>One indicator as a JSON-stat 2.0 data set: wave x group x measure.</summary>
internal static class JsonStat
{
    public const string MediaType = "application/json";

    private static readonly (string Id, Func<RowView, decimal?> Of)[] Measures =
    [
        ("estimate", row => row.Estimate),
        ("ci_low", row => row.CiLow),
        ("ci_high", row => row.CiHigh),
        ("base", row => row.Base),
        ("people", row => row.People),
    ];

    public static byte[] Write(PageContext view, ReleaseView release, IndicatorView indicator)
    {
        var says = new Sentences(view, release);
        var rows = indicator.Groups;
        var dataset = new JsonObject
        {
            ["version"] = "2.0",
            ["class"] = "dataset",
            ["label"] = $"{view.Say(indicator.Title)} ({view.Say(indicator.Denominator)})",
            ["source"] = Citation.SourceOf(view, release),
            ["id"] = new JsonArray("wave", "group", "measure"),
            ["size"] = new JsonArray(1, rows.Length, Measures.Length),
            ["role"] = new JsonObject
            {
                ["time"] = new JsonArray("wave"),
                ["metric"] = new JsonArray("measure"),
            },
            ["dimension"] = new JsonObject
            {
                ["wave"] = Dimension(view["wave"], [(release.Wave, release.Wave)]),
                ["group"] = Dimension(
                    view["group"],
                    rows.Select(row =>
                        ($"{row.GroupBy}:{row.Group}", says.Group(row.GroupBy, row.Group))
                    )
                ),
                ["measure"] = Dimension(
                    view["estimate"],
                    Measures.Select(measure => (measure.Id, view[$"measure-{measure.Id}"]))
                ),
            },
            ["value"] = new JsonArray([
                .. rows.SelectMany(row =>
                    Measures.Select(measure => (JsonNode?)JsonValue.Create(measure.Of(row)))
                ),
            ]),
            // A row's own word for every value of it.
            ["status"] = new JsonArray([
                .. rows.SelectMany(row =>
                    Measures.Select(_ => (JsonNode?)JsonValue.Create(row.Status))
                ),
            ]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(dataset);
    }

    private static JsonObject Dimension(
        string label,
        IEnumerable<(string Id, string Label)> categories
    )
    {
        var all = categories.ToArray();
        return new()
        {
            ["label"] = label,
            ["category"] = new JsonObject
            {
                ["index"] = new JsonArray([.. all.Select(one => (JsonNode)one.Id)]),
                ["label"] = new JsonObject(
                    all.Select(one => KeyValuePair.Create(one.Id, (JsonNode?)one.Label))
                ),
            },
        };
    }
}
