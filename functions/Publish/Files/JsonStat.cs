using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>Indicators as a JSON-stat 2.0 data set: wave x indicator x group x measure. Labels are in one language, and in
/// every one in each dimension's extension.</summary>
internal static class JsonStat
{
    public const string MediaType = "application/json";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly (string Id, Func<RowView, decimal?> Of)[] Measures =
    [
        ("estimate", row => row.Estimate),
        ("std_error", row => row.StdError),
        ("ci_low", row => row.CiLow),
        ("ci_high", row => row.CiHigh),
        ("base", row => row.Base),
        ("n_eff", row => row.EffectiveSize),
        ("people", row => row.People),
        ("people_low", row => row.PeopleLow),
        ("people_high", row => row.PeopleHigh),
    ];

    /// <summary>estimates.jsonstat.json, the whole release.</summary>
    public static ReleaseFile WriteAll(Release release, ReleaseView view)
    {
        var definition = release.Definition;
        var page = new PageContext(definition, definition.FilesLanguage);
        var bytes = Write(
            page,
            view,
            page["estimates-title"],
            TitlesOf(view),
            [view.Wave],
            [.. view.Indicators.Select(indicator => indicator.Id)],
            [.. view.Indicators[0].Groups.Select(row => (row.GroupBy, row.Group))],
            [.. view.Indicators.SelectMany(indicator => indicator.Groups)]
        );
        return new ReleaseFile("estimates.jsonstat.json", MediaType, bytes)
        {
            Title = definition.Words["file-jsonstat"],
        };
    }

    /// <summary>One indicator's table, in one wave or several.</summary>
    /// <param name="waves">Oldest first, at least one of them with the indicator; the last that has it names it.</param>
    public static byte[] Write(PageContext view, IReadOnlyList<IndicatorInWave> waves)
    {
        var newest = waves.Last(wave => wave.Indicator is not null);
        var (release, indicator) = (newest.Release, newest.Indicator!);
        ImmutableArray<(string By, string Name)> groups =
        [
            .. waves
                .Reverse()
                .SelectMany(wave => wave.Indicator?.Groups ?? [])
                .Select(row => (row.GroupBy, row.Group))
                .Distinct(),
        ];
        return Write(
            view,
            release,
            $"{view.Say(indicator.Title)} ({view.Say(indicator.Denominator)})",
            TitlesOf(release),
            [.. waves.Select(wave => wave.Release.Wave)],
            [indicator.Id],
            groups,
            [.. waves.SelectMany(wave => groups.Select(group => wave.Row(group.By, group.Name)))]
        );
    }

    /// <summary>Chosen indicators and groups in chosen waves.</summary>
    public static byte[] Write(PageContext view, Explored found)
    {
        var (by, groups) = (found.Breakdown.Id, found.Groups.ToArray());
        return Write(
            view,
            found.Releases.Last(),
            view["explore"],
            (said, id) =>
                said.Say(found.Indicators.First(one => one.Id == id).Newest.Indicator!.Title),
            [.. found.Choices.Waves],
            [.. found.Choices.Indicators],
            [.. groups.Select(group => (by, group))],
            [
                .. found.Releases.SelectMany(
                    (_, at) =>
                        found.Indicators.SelectMany(indicator =>
                            groups.Select(group => indicator.Waves[at].Row(by, group))
                        )
                ),
            ]
        );
    }

    private static Func<PageContext, string, string> TitlesOf(ReleaseView release) =>
        (said, id) => new Sentences(said, release).Title(id);

    /// <param name="titleOf">An indicator's, in a page's language.</param>
    /// <param name="rows">By wave, then by indicator, then by group; null: the wave has no such row.</param>
    private static byte[] Write(
        PageContext view,
        ReleaseView release,
        string label,
        Func<PageContext, string, string> titleOf,
        ImmutableArray<string> waves,
        ImmutableArray<string> indicators,
        ImmutableArray<(string By, string Name)> groups,
        ImmutableArray<RowView?> rows
    )
    {
        var dataset = new JsonObject
        {
            ["version"] = "2.0",
            ["class"] = "dataset",
            ["label"] = label,
            ["source"] = Citation.SourceOf(view, release),
            ["note"] = new JsonArray([.. release.Notes.Select(note => (JsonNode?)view.Say(note))]),
            ["id"] = new JsonArray("wave", "indicator", "group", "measure"),
            ["size"] = new JsonArray(
                waves.Length,
                indicators.Length,
                groups.Length,
                Measures.Length
            ),
            ["role"] = new JsonObject
            {
                ["time"] = new JsonArray("wave"),
                ["metric"] = new JsonArray("measure"),
            },
            ["dimension"] = new JsonObject
            {
                ["wave"] = Dimension(view, "wave", waves, (_, wave) => wave),
                ["indicator"] = Dimension(view, "indicator", indicators, titleOf),
                ["group"] = Dimension(
                    view,
                    "group",
                    groups.Select(group => $"{group.By}:{group.Name}"),
                    (said, id) =>
                        new Sentences(said, release).Group(id.Split(':')[0], id.Split(':')[1])
                ),
                ["measure"] = Dimension(
                    view,
                    "estimate",
                    Measures.Select(measure => measure.Id),
                    (said, id) => said[$"measure-{id}"]
                ),
            },
            ["value"] = new JsonArray([
                .. rows.SelectMany(row =>
                    Measures.Select(measure =>
                        (JsonNode?)JsonValue.Create(row is null ? null : measure.Of(row))
                    )
                ),
            ]),
            // A row's own word for every value of it; null: the wave has no such row.
            ["status"] = new JsonArray([
                .. rows.SelectMany(row =>
                    Measures.Select(_ => (JsonNode?)JsonValue.Create(row?.Status))
                ),
            ]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(dataset, Readable);
    }

    private static JsonObject Dimension(
        PageContext view,
        string name,
        IEnumerable<string> ids,
        Func<PageContext, string, string> labelOf
    )
    {
        var all = ids.ToArray();
        return new()
        {
            ["label"] = view[name],
            ["category"] = new JsonObject
            {
                ["index"] = new JsonArray([.. all.Select(id => (JsonNode)id)]),
                ["label"] = Labels(view),
            },
            ["extension"] = new JsonObject
            {
                ["label"] = new JsonObject(
                    view.EveryLanguage.Select(said =>
                        KeyValuePair.Create(said.Language, (JsonNode?)Labels(said))
                    )
                ),
            },
        };

        JsonObject Labels(PageContext said) =>
            new(all.Select(id => KeyValuePair.Create(id, (JsonNode?)labelOf(said, id))));
    }
}
