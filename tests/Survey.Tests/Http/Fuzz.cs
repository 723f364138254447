using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Survey.Tests.Http;

/// <summary>Changes bytes and JSON at random.</summary>
internal static class Fuzz
{
    private static readonly string[] Tokens =
    [
        "",
        "\0",
        "\\ud800",
        "null",
        "[",
        "{",
        "}",
        "\"",
        "'",
        "1e999",
        "-1",
        "99999999999999999999",
        "%00",
        "%",
        "%ff",
        "&",
        "=",
        ";",
        "..",
        "/",
        "//",
        "\\",
        "<zq7>",
        "\"zq7=\"",
        "zq7",
        "é",
        "\u202e",
        "\r\n",
        "\n\n",
        "00000000-0000-0000-0000-000000000000",
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 99\r\n",
        "Expect: 100-continue\r\n",
        new string('a', 5_000),
        new string('[', 200),
        "2026-Q4",
        "estimates.csv",
        "pt",
    ];

    private static readonly string[] Names =
    [
        "revision",
        "code",
        "to",
        "language",
        "Range",
        "If-None-Match",
        "Accept",
        "Accept-Language",
        "Cookie",
        "X-Forwarded-For",
        "Origin",
    ];

    public static string Token(Random random) => Tokens[random.Next(Tokens.Length)];

    public static string Name(Random random) => Names[random.Next(Names.Length)];

    public static byte[] Mutate(Random random, byte[] input)
    {
        var bytes = input.ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = random.Next(Math.Min(40, bytes.Count - at) + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3 when random.Next(8) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(2) * length);
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Token(random)));
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Still JSON: a value in it is another one, gone, or there twice.</summary>
    public static byte[] MutateJson(Random random, byte[] input)
    {
        var root = JsonNode.Parse(input)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var node = root;
            while (random.Next(6) > 0 && Children(node) is { Length: > 0 } children)
                node = children[random.Next(children.Length)];
            if (node == root)
                continue;
            JsonNode? other = random.Next(6) switch
            {
                0 => null,
                1 => JsonValue.Create(Token(random)),
                2 => JsonValue.Create(random.Next(-2, 1_000_000)),
                3 => new JsonArray(),
                4 => new JsonObject(),
                _ => Pick(random, root).DeepClone(),
            };
            switch (node.Parent)
            {
                case JsonArray list when random.Next(2) == 0:
                    list.Add(node.DeepClone());
                    break;
                case JsonObject when random.Next(3) == 0:
                    node.Parent.AsObject().Remove(node.GetPropertyName());
                    break;
                default:
                    node.ReplaceWith(other);
                    break;
            }
        }
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static JsonNode Pick(Random random, JsonNode node) =>
        random.Next(4) > 0 && Children(node) is { Length: > 0 } children
            ? Pick(random, children[random.Next(children.Length)])
            : node;

    private static JsonNode[] Children(JsonNode node) =>
        node switch
        {
            JsonObject members => [.. members.Select(one => one.Value).OfType<JsonNode>()],
            JsonArray list => [.. list.OfType<JsonNode>()],
            _ => [],
        };
}
