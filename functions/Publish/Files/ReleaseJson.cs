using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>release.json: the rows of estimates.csv, nested, with how they were made. Says nothing more of a row that
/// is held back.</summary>
internal static class ReleaseJson
{
    public const string Name = "release.json";

    public static ReleaseFile Write(Release release, ReleaseView view) =>
        PublishJson.File(Name, view) with
        {
            Title = release.Definition.Words["file-release"],
        };

    public static ReleaseView Of(Release release)
    {
        var (definition, disclosed) = (release.Definition, release.Disclosed);
        var population = definition.Population;
        return new ReleaseView(
            release.Wave.Id,
            release.Revision,
            release.Wave.Synthetic,
            definition.Id,
            new(definition.Instrument.Name, release.Wave.InstrumentSha256),
            disclosed.Responses,
            new(
                Sorted(population.Name),
                population.Total,
                population.ReferenceDay,
                population.Source,
                [
                    .. population.Margins.Select(margin => new MarginView(
                        margin.Item,
                        margin.Published,
                        margin.Note is null ? null : Sorted(margin.Note),
                        margin.Labels.IsEmpty
                            ? null
                            : margin.Labels.ToImmutableSortedDictionary(
                                label => label.Key,
                                label => Sorted(label.Value),
                                StringComparer.Ordinal
                            )
                    )),
                ]
            ),
            FileWords.Of(disclosed.Estimates),
            disclosed.Weights,
            [
                .. disclosed.NotCovered.Select(one => new CategoryView(
                    one.Margin,
                    one.Category,
                    Sorted(Notes.CategoryOf(definition, one.Margin, one.Category))
                )),
            ],
            [.. disclosed.Completed.Select(one => new CompletedView(one.Item, one.Respondents))],
            [.. Notes.Of(release).Select(Sorted)],
            release.Indicators,
            disclosed.Analyses,
            release.Changes,
            release.Trends,
            Reproduction.Of(release),
            ReleaseTexts.Of(definition)
        )
        {
            Damaged = disclosed.Damaged > 0 ? disclosed.Damaged : null,
            Stuffing = release.Stuffing,
        };
    }

    /// <summary>A hash table's order changes from one run of the program to the next.</summary>
    public static ImmutableSortedDictionary<string, string> Sorted(this Texts texts) =>
        texts.Words.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static ImmutableArray<IndicatorView> IndicatorsOf(
        Definition definition,
        Disclosed disclosed
    ) =>
        [
            .. definition.Reporting.Indicators.Select(indicator =>
                View(definition, indicator, disclosed.Rows)
            ),
        ];

    private static IndicatorView View(
        Definition definition,
        Indicator indicator,
        ImmutableArray<Row> rows
    ) =>
        new(
            indicator.Id,
            Sorted(indicator.Title),
            Sorted(BaseText.OfIndicator(definition, indicator)),
            Wording.Sha256(definition.Instrument, indicator),
            indicator.Variable,
            indicator.Yes,
            indicator.Good.ToString().ToLowerInvariant(),
            indicator.Claim,
            VariableItems.IsSensitive(definition.Instrument, indicator.Variable),
            [
                .. rows.Where(row => row.Indicator == indicator.Id)
                    .Select(row => new RowView(
                        row.GroupBy,
                        FileGroup.IdOf(definition.Reporting.BreakdownOf(row.GroupBy), row.Group),
                        FileWords.Of(row.Status),
                        row.Numbers?.Base,
                        row.Numbers?.EffectiveSize,
                        row.Numbers?.Estimate,
                        row.Numbers?.StandardError,
                        row.Numbers?.Low,
                        row.Numbers?.High,
                        row.Numbers?.People,
                        row.Numbers?.PeopleLow,
                        row.Numbers?.PeopleHigh,
                        indicator.Good == Good.Up ? row.Numbers?.Others : null
                    )),
            ]
        );
}

public sealed record ReleaseView(
    string Wave,
    int Revision,
    bool Synthetic,
    string Survey,
    InstrumentView Instrument,
    long Responses,
    PopulationView Population,
    string Estimates,
    Weights? Weights,
    ImmutableArray<CategoryView> NotCovered,
    ImmutableArray<CompletedView> Completed,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Notes,
    ImmutableArray<IndicatorView> Indicators,
    Analyses Analyses,
    ImmutableArray<ChangeRow> Changes,
    ImmutableArray<TrendRow> Trends,
    Reproduction Reproduction,
    ReleaseTexts Texts
)
{
    /// <summary>Responses that were left out because their rows were damaged; null: none.</summary>
    public long? Damaged { get; init; }

    /// <summary>Null in a release that is older.</summary>
    public Stuffing? Stuffing { get; init; }
}

public sealed record InstrumentView(string Name, string Sha256);

public sealed record PopulationView(
    ImmutableSortedDictionary<string, string> Name,
    long Total,
    DateOnly ReferenceDay,
    string Source,
    ImmutableArray<MarginView> Margins
);

public sealed record MarginView(
    string Item,
    bool Published,
    ImmutableSortedDictionary<string, string>? Note,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Labels
);

public sealed record CompletedView(string Item, long Respondents);

public sealed record CategoryView(
    string Item,
    string Category,
    ImmutableSortedDictionary<string, string> Name
);

public sealed record IndicatorView(
    string Id,
    ImmutableSortedDictionary<string, string> Title,
    ImmutableSortedDictionary<string, string> Denominator,
    string Wording,
    string Variable,
    ImmutableArray<string> Yes,
    string Good,
    string Claim,
    bool Sensitive,
    ImmutableArray<RowView> Groups
);

public sealed record RowView(
    string GroupBy,
    string Group,
    string Status,
    long? Base,
    long? EffectiveSize,
    decimal? Estimate,
    decimal? StdError,
    decimal? CiLow,
    decimal? CiHigh,
    long? People,
    long? PeopleLow,
    long? PeopleHigh,
    Others? Others
);
