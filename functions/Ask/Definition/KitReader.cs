using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads kit.json and checks its meaning.</summary>
internal static class KitReader
{
    /// <param name="sheets">Ids of the questionnaires on paper, which stand beside the papers.</param>
    public static Kit Read(Node root, IEnumerable<string> sheets)
    {
        var taken = sheets.Append(Kit.PosterId).Append(Kit.CardsId).ToHashSet();
        var (poster, card) = (root["poster"]!.Value, root["card"]!.Value);
        return new Kit(
            new KitPoster(Said(poster, "title"), Lines(poster, "lines"), Lines(poster, "foot")),
            new KitCard(Said(card, "title"), Lines(card, "lines")),
            [.. root.Items("sheet").Select(line => line.Filled(PageTexts.Placeholders))],
            [.. root.Items("papers").Select(paper => Paper(paper, taken))]
        );
    }

    private static KitPaper Paper(Node node, HashSet<string> taken) =>
        new(node.Id(taken), Said(node, "title"), [.. node.Items("parts").Select(Part)]);

    private static KitPart Part(Node node) =>
        new(
            node["title"] is null ? null : Said(node, "title"),
            Lines(node, "text"),
            node.IsTrue("isList"),
            node.IsTrue("isSlip"),
            node.IsTrue("help"),
            node.IsTrue("address")
        );

    private static ImmutableArray<Texts> Lines(Node node, string member) =>
        [.. node.Items(member).Select(line => line.Filled(Kit.Placeholders))];

    private static Texts Said(Node node, string member) =>
        node[member]!.Value.Filled(Kit.Placeholders);
}
