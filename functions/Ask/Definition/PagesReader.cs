using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads pages.json and checks its meaning.</summary>
/// <param name="sections">The ids of each section's items, in the order of asking.</param>
/// <param name="isEarlier">What names something that is not asked is left out.</param>
internal sealed class PagesReader(
    Node root,
    KnownVariables variables,
    IReadOnlyList<string[]> sections,
    bool isEarlier
)
{
    private readonly HashSet<string> _noteIds = [];
    private readonly HashSet<string> _quizIds = [];
    private readonly HashSet<string> _sheetIds = [];

    public PageTexts Read() =>
        new()
        {
            Operator = root["operator"] is { } named
                ? new Operator(named.Texts("name"), named.Text("contact"))
                : null,
            Exit = Exit(root["exit"]!.Value),
            ConsentAge = root["consentAge"]!.Value.Value.GetInt32(),
            Minutes = root["minutes"]!.Value.Value.GetInt32(),
            Intro = Paragraphs(root, "intro"),
            Young = Filled(root, "young"),
            More = Paragraphs(root, "more"),
            AfterSensitive = Filled(root, "afterSensitive"),
            Batteries = root.Read("batteries", Battery, isEarlier),
            Notes = root.Read("notes", Note, isEarlier),
            Quiz = root.Read("quiz", Question, isEarlier),
            Sheets = root.Read("sheets", Sheet, isEarlier),
            About = [.. root.Items("about").Select(About)],
            Schools = [.. root.Items("schools").Select(About)],
        };

    private Battery Battery(Node node)
    {
        var ids = node.Ids("items");
        var items = node.Items("items").Select(variables.ItemAt).OfType<Item>().ToArray();
        if (items.Length == ids.Length)
        {
            if (!sections.Any(section => IsRun(section, ids)))
                node["items"]!.Value.Fault("are not neighbours in one section");
            if (items.Select(item => (item.Kind, Options(item))).Distinct().Count() > 1)
                node["items"]!.Value.Fault("do not have the same options");
        }
        return new Battery(ids, node["text"] is null ? null : Filled(node, "text"));
    }

    private static string Options(Item item) => string.Join(' ', KnownVariables.OptionsOf(item));

    private static bool IsRun(string[] section, ImmutableArray<string> ids) =>
        Array.IndexOf(section, ids[0]) is >= 0 and var first
        && section.Skip(first).Take(ids.Length).SequenceEqual(ids);

    private Note Note(Node node) => new(node.Id(_noteIds), When(node), Filled(node, "text"));

    private QuizQuestion Question(Node node)
    {
        var answers = node.Items("answers")
            .Select(answer => new QuizAnswer(Filled(answer, "text"), answer.IsTrue("right")))
            .ToImmutableArray();
        if (answers.Count(answer => answer.Right) != 1)
            node["answers"]!.Value.Fault("must have one that is right");
        return new QuizQuestion(
            node.Id(_quizIds),
            When(node),
            Filled(node, "text"),
            answers,
            Filled(node, "why")
        );
    }

    private Sheet Sheet(Node node) =>
        new(node.Id(_sheetIds), Filled(node, "name"), variables.ConditionAt(node["given"]!.Value));

    private ImmutableArray<Condition> When(Node node) =>
        [.. node.Items("when").Select(variables.ConditionAt)];

    private static AboutPart About(Node node) =>
        new(Filled(node, "title"), Paragraphs(node, "text"));

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

    private static ImmutableArray<Texts> Paragraphs(Node node, string member) =>
        [.. node.Items(member).Select(Filled)];

    private static Texts Filled(Node node, string member) => Filled(node[member]!.Value);

    private static Texts Filled(Node node) => node.Filled(PageTexts.Placeholders);
}
