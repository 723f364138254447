using System.Text.RegularExpressions;

namespace Survey.Ask;

/// <summary>Reads pages.json and checks its meaning.</summary>
internal sealed class PagesReader(Node root, KnownVariables variables)
{
    private readonly HashSet<string> _noteIds = [];

    public PageTexts Read() =>
        new(
            root["operator"] is { } named
                ? new Operator(named.Texts("name"), named.Text("contact"))
                : null,
            Exit(root["exit"]!.Value),
            root["consentAge"]!.Value.Value.GetInt32(),
            [.. root.Items("intro").Select(Filled)],
            Filled(root["young"]!.Value),
            Filled(root["afterSensitive"]!.Value),
            [.. root.Items("notes").Select(Note)],
            [.. root.Items("about").Select(About)]
        );

    private Note Note(Node node) =>
        new(
            node.Id(_noteIds),
            [.. node.Items("when").Select(variables.ConditionAt)],
            Filled(node["text"]!.Value)
        );

    private static AboutPart About(Node node) =>
        new(Filled(node["title"]!.Value), [.. node.Items("text").Select(Filled)]);

    private static Texts Exit(Node node)
    {
        foreach (var (_, address) in node.Members())
            if (
                !Uri.TryCreate(address.Text(), UriKind.Absolute, out var web)
                || web.Scheme != Uri.UriSchemeHttps
            )
                address.Fault($"'{address.Text()}' is not an https address");
        return node.Texts();
    }

    private static Texts Filled(Node node)
    {
        foreach (var (_, words) in node.Members())
        foreach (Match placeholder in PageTexts.Placeholder().Matches(words.Text()))
            if (!PageTexts.Placeholders.Contains(placeholder.Groups[1].Value))
                words.Fault(
                    $"'{placeholder.Value}' is not known; there are {{{string.Join("}, {", PageTexts.Placeholders)}}}"
                );
        return node.Texts();
    }
}
