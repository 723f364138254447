using Survey.Ask;

namespace Survey.Publish;

/// <summary>codebook.csv: a row per section, item, option, derived variable, code, breakdown, group, table, model, claim
/// and reason, with texts in every language and routing that a program can follow.</summary>
internal static class CodebookTable
{
    private static readonly string[] Kinds =
    [
        "section",
        "item",
        "option",
        "derived",
        "code",
        "breakdown",
        "group",
        "association",
        "model",
        "claim",
        "reason",
    ];

    public static Table Of(Definition definition) =>
        Table.Of<CodebookRow>(
            "codebook",
            definition.Words["codebook-title"],
            [
                new("kind", "string", row => row.Kind)
                {
                    Categories = Category.Of(Kinds, kind => definition.Words[$"kind-{kind}"]),
                },
                new("of", "string", row => row.Of),
                new("id", "string", row => row.Id),
                .. TextColumns.Of<CodebookRow>(definition, "text", row => row.Text),
                new("answers", "string", row => row.Answers is { } kind ? FileWords.Of(kind) : null)
                {
                    Categories = Category.Of(
                        Enum.GetValues<ItemKind>().Select(FileWords.Of),
                        kind => definition.Words[$"answers-{kind}"]
                    ),
                },
                new("exclusive", "boolean", row => row.IsExclusive is true ? "true" : null),
                new("sensitive", "boolean", row => row.IsSensitive is true ? "true" : null),
                new("ask_if", "string", row => row.AskIf),
                new("options_from", "string", row => row.OptionsFrom),
                new("made_by", "string", row => row.MadeBy),
                .. TextColumns.Of<CodebookRow>(definition, "base", row => row.Base, "base-item"),
                new("serves", "string", row => row.Serves),
            ],
            ["kind", "of", "id"],
            Rows(definition)
        );

    private static IEnumerable<CodebookRow> Rows(Definition definition)
    {
        var (instrument, reporting) = (definition.Instrument, definition.Reporting);
        foreach (var section in instrument.Sections)
            yield return new("section", instrument.Name, section.Id, section.Title)
            {
                AskIf = RoutingJson.Of([section.AskIf]),
            };
        for (var place = 0; place < instrument.Items.Length; place++)
            foreach (var row in OfItem(definition, place))
                yield return row;
        foreach (var derived in instrument.Derived)
        foreach (var row in OfDerived(definition, derived))
            yield return row;
        foreach (var by in reporting.Breakdowns)
            yield return new("breakdown", definition.Id, by.Id, by.Title);
        foreach (var group in FileGroup.Of(definition))
            yield return new("group", group.By, group.Id, group.Text);
        foreach (var table in reporting.Associations)
            yield return new("association", definition.Id, table.Id, table.Title);
        foreach (var model in reporting.Models)
            yield return new("model", definition.Id, model.Id, model.Title);
        foreach (var (id, text) in reporting.Claims.OrderBy(claim => claim.Key, ByNumber))
            yield return new("claim", definition.Id, id, text);
        foreach (var (id, text) in reporting.Reasons.OrderBy(reason => reason.Key, ByNumber))
            yield return new("reason", definition.Id, id, text);
    }

    private static IEnumerable<CodebookRow> OfItem(Definition definition, int place)
    {
        var (item, section) = (
            definition.Instrument.Items[place],
            definition.Instrument.SectionOf(place)
        );
        yield return new("item", section.Id, item.Id, item.Text)
        {
            Answers = item.Kind,
            IsSensitive = item.Sensitive,
            AskIf = RoutingJson.Of([section.AskIf, item.AskIf]),
            OptionsFrom = item.OptionsFrom,
            Base = BaseText.OfItem(definition, place),
            Serves = item.Serves.IsEmpty ? null : string.Join(' ', item.Serves),
        };
        foreach (var option in item.Options)
            yield return new("option", item.Id, option.Id, option.Text)
            {
                IsExclusive = option.Exclusive,
            };
    }

    private static IEnumerable<CodebookRow> OfDerived(Definition definition, Derived derived)
    {
        yield return new("derived", definition.Instrument.Name, derived.Id, derived.Title)
        {
            IsSensitive = VariableItems.IsSensitive(definition.Instrument, derived.Id),
            MadeBy = RoutingJson.Of(derived),
            Base = BaseText.OfDerived(definition, derived.Id),
        };
        for (var at = 0; at < derived.Options.Length; at++)
            yield return new(
                "code",
                derived.Id,
                derived.Options[at],
                // An earlier version may have had no words for them.
                derived.OptionTexts.ElementAtOrDefault(at)
            );
    }

    /// <summary>C2 before C10.</summary>
    public static readonly Comparer<string> ByNumber = Comparer<string>.Create(
        (left, right) =>
            left.Length != right.Length
                ? left.Length - right.Length
                : string.CompareOrdinal(left, right)
    );
}

/// <param name="Of">What it belongs to: an option's item, an item's section; never empty.</param>
internal sealed record CodebookRow(string Kind, string Of, string Id, Texts? Text)
{
    public ItemKind? Answers { get; init; }
    public bool? IsExclusive { get; init; }
    public bool? IsSensitive { get; init; }

    /// <summary>See <see cref="RoutingJson"/>, as <see cref="MadeBy"/>.</summary>
    public string? AskIf { get; init; }
    public string? OptionsFrom { get; init; }
    public string? MadeBy { get; init; }
    public Texts? Base { get; init; }
    public string? Serves { get; init; }
}
