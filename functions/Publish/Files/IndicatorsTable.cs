using Survey.Ask;

namespace Survey.Publish;

/// <summary>indicators.csv: what each indicator counts, of whom, and what it speaks to.</summary>
internal static class IndicatorsTable
{
    public static Table Of(Definition definition) =>
        Table.Of<Indicator>(
            "indicators",
            definition.Words["indicators-title"],
            [
                new("indicator", "string", one => one.Id),
                .. TextColumns.Of<Indicator>(definition, "title", one => one.Title),
                .. TextColumns.Of<Indicator>(definition, "converse", one => one.Converse),
                .. TextColumns.Of<Indicator>(
                    definition,
                    "base",
                    one => BaseText.OfIndicator(definition, one),
                    "base-indicator"
                ),
                new("variable", "string", one => one.Variable),
                new("yes", "string", one => string.Join(' ', one.Yes)),
                new("good", "string", one => FileWords.Of(one.Good))
                {
                    Categories = Category.Of(
                        Enum.GetValues<Good>().Select(FileWords.Of),
                        value => definition.Words[$"good-{value}"]
                    ),
                },
                new(
                    "sensitive",
                    "boolean",
                    one =>
                        VariableItems.IsSensitive(definition.Instrument, one.Variable)
                            ? "true"
                            : "false"
                ),
                new("claim", "string", one => one.Claim)
                {
                    Categories =
                    [
                        .. definition
                            .Reporting.Claims.OrderBy(claim => claim.Key, CodebookTable.ByNumber)
                            .Select(claim => new Category(claim.Key, claim.Value)),
                    ],
                },
                new("wording", "string", one => Wording.Sha256(definition.Instrument, one)),
            ],
            ["indicator"],
            definition.Reporting.Indicators
        );
}

/// <summary>A text in every language, a column each: <c>title_pt</c>, <c>title_en</c>.</summary>
internal static class TextColumns
{
    public static IEnumerable<Column<TRow>> Of<TRow>(
        Definition definition,
        string name,
        Func<TRow, Texts?> of,
        string? says = null
    ) =>
        definition.Instrument.Languages.Select(language => new Column<TRow>(
            $"{name}_{language}",
            "string",
            row => of(row)?[language]
        )
        {
            Says = says ?? name,
        });
}
