using Survey.Ask;

namespace Survey.Publish;

/// <summary>codebook.csv: a row per indicator, item, option, derived variable, group, table, model, claim and reason, with
/// texts in every language.</summary>
internal static class CodebookCsv
{
    public const string Name = "codebook.csv";

    public static CsvFile Write(Definition definition)
    {
        var languages = definition.Instrument.Languages;
        return CsvFile.Write<Entry>(
            Name,
            definition.Words["codebook-title"],
            [
                new("kind", "string", "What the row describes", row => row.Kind)
                {
                    Values =
                    [
                        "indicator",
                        "item",
                        "option",
                        "derived",
                        "code",
                        "group",
                        "association",
                        "model",
                        "claim",
                        "reason",
                    ],
                },
                new(
                    "of",
                    "string",
                    "Item, derived variable or breakdown that an option, code or group belongs to",
                    row => row.Of
                ),
                new("id", "string", "As in the files and in stored answers", row => row.Id),
                .. Texts("text", "Title or wording", row => row.Text),
                new(
                    "variable",
                    "string",
                    "Item or derived variable an indicator counts",
                    row => row.Variable
                ),
                new("yes", "string", "Codes that count as yes, between spaces", row => row.Yes),
                new("good", "string", "Which way is better", row => row.Good)
                {
                    Values = ["none", "up", "down"],
                },
                new(
                    "sensitive",
                    "boolean",
                    "Also suppressed where everybody said yes",
                    row => row.IsSensitive?.ToString().ToLowerInvariant()
                ),
                .. Texts(
                    "base",
                    "Whom an indicator's proportion is of; who is asked an item",
                    row => row.Base
                ),
                new("claim", "string", "Statement that the indicator speaks to", row => row.Claim),
                new(
                    "serves",
                    "string",
                    "Why an item is asked: claims and reasons, between spaces",
                    row => row.Serves
                ),
            ],
            ["kind", "of", "id"],
            Rows(definition)
        );

        IEnumerable<Column<Entry>> Texts(string name, string description, Func<Entry, Texts?> of) =>
            languages.Select(language => new Column<Entry>(
                $"{name}_{language}",
                "string",
                $"{description} ({language})",
                row => of(row)?[language]
            ));
    }

    private static IEnumerable<Entry> Rows(Definition definition)
    {
        var (instrument, reporting) = (definition.Instrument, definition.Reporting);
        foreach (var indicator in reporting.Indicators)
            yield return new Entry("indicator", "", indicator.Id, indicator.Title)
            {
                Variable = indicator.Variable,
                Yes = string.Join(' ', indicator.Yes),
                Good = indicator.Good.ToString().ToLowerInvariant(),
                IsSensitive = VariableItems.IsSensitive(instrument, indicator.Variable),
                Base = BaseText.OfIndicator(definition, indicator),
                Claim = indicator.Claim,
            };
        for (var place = 0; place < instrument.Items.Length; place++)
        {
            var item = instrument.Items[place];
            yield return new Entry("item", "", item.Id, item.Text)
            {
                IsSensitive = item.Sensitive,
                Base = BaseText.OfItem(definition, place),
                Serves = item.Serves.IsEmpty ? null : string.Join(' ', item.Serves),
            };
            foreach (var option in item.Options)
                yield return new Entry("option", item.Id, option.Id, option.Text);
        }
        foreach (var derived in instrument.Derived)
        {
            yield return new Entry("derived", "", derived.Id, null)
            {
                IsSensitive = VariableItems.IsSensitive(instrument, derived.Id),
                Base = BaseText.OfDerived(definition, derived.Id),
            };
            foreach (var code in derived.Options)
                yield return new Entry("code", derived.Id, code, null);
        }
        foreach (var group in FileGroup.Of(definition))
            yield return new Entry("group", group.By, group.Id, group.Text);
        foreach (var table in reporting.Associations)
            yield return new Entry("association", "", table.Id, table.Title);
        foreach (var model in reporting.Models)
            yield return new Entry("model", "", model.Id, model.Title);
        foreach (var (id, text) in reporting.Claims.OrderBy(claim => claim.Key, ByNumber))
            yield return new Entry("claim", "", id, text);
        foreach (var (id, text) in reporting.Reasons.OrderBy(reason => reason.Key, ByNumber))
            yield return new Entry("reason", "", id, text);
    }

    /// <summary>C2 before C10.</summary>
    public static readonly Comparer<string> ByNumber = Comparer<string>.Create(
        (left, right) =>
            left.Length != right.Length
                ? left.Length - right.Length
                : string.CompareOrdinal(left, right)
    );

    private sealed record Entry(string Kind, string Of, string Id, Texts? Text)
    {
        public string? Variable { get; init; }
        public string? Yes { get; init; }
        public string? Good { get; init; }
        public bool? IsSensitive { get; init; }
        public Texts? Base { get; init; }
        public string? Claim { get; init; }
        public string? Serves { get; init; }
    }
}
