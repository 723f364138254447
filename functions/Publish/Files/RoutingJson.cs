using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Who is asked, and how a variable is made, as JSON in a cell: in the words of the survey's instrument.json.</summary>
internal static class RoutingJson
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A list of conditions that all hold; null: everybody is asked.</summary>
    public static string? Of(IEnumerable<Condition?> conditions) =>
        conditions.OfType<Condition>().ToArray() is [_, ..] all
            ? List(all).ToJsonString(Readable)
            : null;

    /// <summary>The cases in turn, or what is counted.</summary>
    public static string Of(Derived derived) =>
        (
            derived switch
            {
                DerivedByCases cases => new JsonObject
                {
                    ["cases"] = new JsonArray([
                        .. cases.Cases.Select(one => new JsonObject
                        {
                            ["is"] = one.Is,
                            ["when"] = List(one.When),
                        }),
                    ]),
                },
                DerivedByCount count => new JsonObject
                {
                    ["count"] = new JsonObject
                    {
                        ["items"] = Ids(count.Items),
                        ["codes"] = Ids(count.Codes),
                        ["at_least"] = count.AtLeast,
                    },
                },
                var other => throw new InvalidOperationException(
                    $"{other.GetType()} is not known."
                ),
            }
        ).ToJsonString(Readable);

    private static JsonArray List(IEnumerable<Condition> conditions) =>
        new([
            .. conditions.Select(condition =>
            {
                var json = new JsonObject { ["item"] = condition.Item };
                if (!condition.In.IsEmpty)
                    json["in"] = Ids(condition.In);
                if (!condition.NotIn.IsEmpty)
                    json["not_in"] = Ids(condition.NotIn);
                return json;
            }),
        ]);

    private static JsonArray Ids(IEnumerable<string> ids) =>
        new([.. ids.Select(id => (JsonNode?)id)]);
}
