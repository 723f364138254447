using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads population.json and checks its meaning.</summary>
internal sealed class PopulationReader(Node root, KnownVariables variables)
{
    private readonly HashSet<string> _items = [];

    public Population Read() =>
        new(
            root.Texts("name"),
            root.Day("reference_day"),
            root.Text("source"),
            root["total"]!.Value.Value.GetInt64(),
            [.. root.Items("margins").Select(Margin)]
        );

    private Margin Margin(Node node)
    {
        CheckItem(node["item"]!.Value);
        var margin = new Margin(
            node.Text("item"),
            node.IsTrue("published"),
            node["note"]?.Texts(),
            Categories(node),
            node["coarser"] is { } coarser ? Coarser(coarser, node) : null
        )
        {
            Labels = Labels(node),
            LabelsNote = node["labels_note"]?.Texts(),
        };
        var people = margin.Categories.Sum(category => category.People);
        var total = root["total"]!.Value.Value.GetInt64();
        if (people != total)
            node["categories"]!.Value.Fault($"add up to {people}, not to the total of {total}");
        return margin;
    }

    private static ImmutableDictionary<string, Texts> Labels(Node margin)
    {
        var grouped = margin
            .Items("categories")
            .SelectMany(node => node.Ids("options"))
            .ToHashSet();
        var labels = (margin["labels"]?.Members() ?? []).ToArray();
        foreach (var (option, label) in labels.Where(label => !grouped.Contains(label.Name)))
            label.Fault($"'{option}' is not an option of a category");
        return labels.ToImmutableDictionary(label => label.Name, label => label.Node.Texts());
    }

    private void CheckItem(Node node)
    {
        var id = node.Text();
        if (!_items.Add(id))
            node.Fault($"'{id}' is taken already");
        if (variables.ItemAt(node)?.Kind == ItemKind.Multi)
            node.Fault($"'{id}' takes several options: a margin needs one per person");
        if (variables.Routed.Contains(id))
            node.Fault($"'{id}' is not asked of everybody");
    }

    private ImmutableArray<MarginCategory> Categories(Node margin)
    {
        var ids = new HashSet<string>();
        var taken = new HashSet<string>();
        var known = variables.Items.TryGetValue(margin.Text("item"), out var item)
            ? KnownVariables.OptionsOf(item)
            : (ImmutableArray<string>?)null;
        foreach (
            var options in margin.Items("categories").Select(node => node.Items("options").ToList())
        )
        {
            if (known is { } all)
                KnownVariables.Check(options, all, $"'{margin.Text("item")}'");
            foreach (var option in options.Where(option => !taken.Add(option.Text())))
                option.Fault($"'{option.Text()}' is in another category already");
        }
        return
        [
            .. margin
                .Items("categories")
                .Select(node => new MarginCategory(
                    node.Id(ids),
                    node.Ids("options"),
                    node["people"]!.Value.Value.GetInt64()
                )
                {
                    Nuts = (node["nuts"]?.Members() ?? []).ToImmutableDictionary(
                        version => version.Name,
                        version =>
                            version.Node.Items().Select(code => code.Text()).ToImmutableArray()
                    ),
                }),
        ];
    }

    private Grouping Coarser(Node node, Node margin)
    {
        var id = node.Text("id");
        if (!_items.Add(id) || variables.Items.ContainsKey(id))
            node["id"]!.Value.Fault($"'{id}' is taken already");
        var known = margin.Items("categories").Select(one => one.Text("id")).ToImmutableArray();
        var left = known.ToHashSet();
        foreach (var one in node.Items("groups").SelectMany(group => group.Items("categories")))
            if (!left.Remove(one.Text()))
                one.Fault(
                    known.Contains(one.Text())
                        ? $"'{one.Text()}' is in another group already"
                        : $"there is no category '{one.Text()}'"
                );
        if (left.Count > 0)
            node["groups"]!.Value.Fault($"leave out {string.Join(", ", left.Order())}");
        var ids = new HashSet<string>();
        return new Grouping(
            id,
            [
                .. node.Items("groups")
                    .Select(group => new CategoryGroup(
                        group.Id(ids),
                        group.Texts("text"),
                        group.Ids("categories")
                    )),
            ]
        );
    }
}
