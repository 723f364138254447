using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads instrument.json and checks its meaning.</summary>
internal sealed class InstrumentReader(Node root)
{
    private readonly ScalesReader _scales = new(root);
    private readonly HashSet<string> _sectionIds = [];
    private readonly HashSet<string> _variableIds = [];

    public KnownVariables KnownVariables { get; } =
        new(
            root.Items("sections")
                .SelectMany(section => section.Items("items"))
                .Select(item => item.Text("id"))
                .ToHashSet()
        );

    /// <param name="sha256">Of the file, lower-case hex.</param>
    /// <returns>Makes the instrument; to be called only when no fault was found.</returns>
    public Func<Instrument> Read(string sha256)
    {
        var title = root.Texts("title");
        var sections = root.Items("sections").Select(Section).ToImmutableArray();
        var derived = root.Items("derived").Select(Derived).ToImmutableArray();
        _scales.NameUnused();
        return () =>
            new Instrument(
                root.Text("id"),
                root.Text("version"),
                sha256,
                root.Ids("languages"),
                title,
                sections,
                derived
            );
    }

    private Section Section(Node node)
    {
        var askIf = AskIf(node);
        return new Section(
            node.Id(_sectionIds),
            node.Texts("title"),
            node["intro"]?.Texts(),
            askIf,
            [.. node.Items("items").Select(item => Item(item, askIf))]
        );
    }

    private Item Item(Node node, Condition? sectionAskIf)
    {
        var kind = node.Text("kind") == "multi" ? ItemKind.Multi : ItemKind.Single;
        var item = new Item(
            node.Id(_variableIds),
            kind,
            node.Texts("text"),
            node["hint"]?.Texts(),
            _scales.Options(node, kind),
            AskIf(node),
            node.IsTrue("sensitive")
        )
        {
            OptionsFrom = node["options_from"]?.Text(),
            OpensHelp = node.Ids("opens_help"),
            Serves = node.Ids("serves"),
        };
        KnownVariables.Check(
            node.Items("opens_help"),
            KnownVariables.OptionsOf(item),
            $"'{item.Id}'"
        );
        if (node["options_from"] is { } source)
            CheckSource(source, item);
        KnownVariables.Serves.AddRange(node.Items("serves"));
        KnownVariables.Items.TryAdd(item.Id, item);
        if (item.AskIf is not null || sectionAskIf is not null || item.OptionsFrom is not null)
            KnownVariables.Routed.Add(item.Id);
        return item;
    }

    private void CheckSource(Node place, Item item)
    {
        if (KnownVariables.ItemAt(place) is not { } source)
            return;
        if (source.Kind != ItemKind.Multi)
            place.Fault($"'{source.Id}' takes one option: there is nothing to choose from");
        foreach (
            var option in KnownVariables.OptionsOf(item).Except(KnownVariables.OptionsOf(source))
        )
            place.Fault($"'{option}' is not an option of '{source.Id}'");
    }

    private Condition? AskIf(Node node) =>
        node["ask_if"] is { } condition ? KnownVariables.ConditionAt(condition) : null;

    private Derived Derived(Node node)
    {
        var id = node.Id(_variableIds);
        var title = node.Texts("title");
        var options = _scales.Options(node, ItemKind.Single);
        var codes = options.Select(option => option.Id).ToImmutableArray();
        if (node["cases"] is null == node["count"] is null)
            node.Fault("must have either 'cases' or 'count'");
        Derived derived = node["count"] is { } count
            ? ByCount(count, id, codes)
            : ByCases(node, id, codes);
        derived = derived with
        {
            Title = title,
            OptionTexts = [.. options.Select(option => option.Text)],
        };
        KnownVariables.Derived.TryAdd(id, derived);
        return derived;
    }

    private DerivedByCases ByCases(Node node, string id, ImmutableArray<string> options)
    {
        KnownVariables.Check(
            node.Items("cases").Select(found => found["is"]!.Value),
            options,
            $"'{id}'"
        );
        var cases = node.Items("cases")
            .Select(found => new DerivedCase(
                found.Text("is"),
                [.. found.Items("when").Select(KnownVariables.ConditionAt)]
            ))
            .ToImmutableArray();
        if (!cases.IsEmpty)
            foreach (var option in options.Except(cases.Select(found => found.Is)))
                node.Fault($"no case gives '{option}'");
        return new DerivedByCases(id, options, cases);
    }

    private DerivedByCount ByCount(Node node, string id, ImmutableArray<string> options)
    {
        var rule = new DerivedByCount(
            id,
            options,
            node.Ids("items"),
            node.Ids("codes"),
            node["at_least"]!.Value.Value.GetInt32()
        );
        if (options.Length != 2)
            node.Fault($"needs two options, yes and no; there are {options.Length}");
        if (rule.AtLeast > rule.Items.Length)
            node["at_least"]!.Value.Fault($"there are only {rule.Items.Length} items");
        CheckCodes(node);
        return rule;
    }

    /// <summary>Items may differ in their options: each has one of the codes, and each code is one's.</summary>
    private void CheckCodes(Node rule)
    {
        var codes = rule.Ids("codes");
        var known = new HashSet<string>();
        foreach (var place in rule.Items("items"))
            if (KnownVariables.ItemAt(place) is { Options.IsEmpty: false } item)
            {
                known.UnionWith(KnownVariables.OptionsOf(item));
                if (!KnownVariables.OptionsOf(item).Any(codes.Contains))
                    place.Fault($"'{item.Id}' has none of the codes");
            }
        KnownVariables.Check(rule.Items("codes"), [.. known], "any of the items");
    }
}
