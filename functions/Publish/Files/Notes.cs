using System.Collections.Immutable;
using System.Globalization;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>What a reader has to know before using a release's figures.</summary>
internal static class Notes
{
    public static ImmutableArray<Texts> Of(Release release)
    {
        var definition = release.Definition;
        return
        [
            .. release.Wave.Synthetic
                ? [definition.Words["note-synthetic"]]
                : ImmutableArray<Texts>.Empty,
            definition.Words["note-web"],
            definition.Words["note-intervals"],
            definition.Words.Fill(
                "note-meng",
                Everywhere(
                    definition,
                    Reproduction.EffectiveSize(release).ToString(CultureInfo.InvariantCulture)
                )
            ),
            definition.Words["note-weights"],
            definition.Words["note-rules"],
            .. release.Disclosed.Weights is { } weights
                ? OfWeights(definition, weights)
                : [OfNone(definition, release.Disclosed.Estimates)],
            .. definition
                .Population.Margins.Where(margin => !margin.Published)
                .Select(margin =>
                    definition.Words.Fill("note-margin", TextOf(definition, margin.Item))
                ),
            .. definition.Population.Margins.Select(margin => margin.Note).OfType<Texts>(),
            .. definition.Population.Margins.Select(margin => margin.LabelsNote).OfType<Texts>(),
            .. release
                .Disclosed.Completed.Where(one => one.Respondents > 0)
                .Select(one =>
                    definition.Words.Fill(
                        "note-completed",
                        TextOf(definition, one.Item),
                        Everywhere(
                            definition,
                            one.Respondents.ToString(CultureInfo.InvariantCulture)
                        )
                    )
                ),
            .. release.Disclosed.Damaged > 0
                ?
                [
                    definition.Words.Fill(
                        "note-damaged",
                        Everywhere(
                            definition,
                            release.Disclosed.Damaged.ToString(CultureInfo.InvariantCulture)
                        )
                    ),
                ]
                : ImmutableArray<Texts>.Empty,
            .. OfStuffing(definition, release.Stuffing),
            .. release.Disclosed.NotCovered.Select(one =>
                definition.Words.Fill(
                    "note-not-covered",
                    CategoryOf(definition, one.Margin, one.Category)
                )
            ),
        ];
    }

    public static Texts CategoryOf(Definition definition, string margin, string category) =>
        definition.TextOf(margin, category) ?? Everywhere(definition, category);

    /// <summary>The same in every language.</summary>
    public static Texts Everywhere(Definition definition, string words) =>
        new(
            definition.Instrument.Languages.ToImmutableDictionary(language => language, _ => words)
        );

    private static IEnumerable<Texts> OfWeights(Definition definition, Weights weights)
    {
        yield return definition.Words.Fill(
            "note-rounding",
            Everywhere(definition, weights.PeopleStep.ToString(CultureInfo.InvariantCulture))
        );
        if (weights.Method == FileWords.Of(WeightingMethod.Bounded))
            yield return definition.Words["note-weights-bounded"];
        foreach (var margin in definition.Population.Margins)
            if (weights.Margins.Contains(margin.Item))
                continue;
            else if (margin.Coarser is { } coarser && weights.Margins.Contains(coarser.Id))
                yield return definition.Words.Fill(
                    "note-margin-coarser",
                    TextOf(definition, margin.Item),
                    TextOf(definition, coarser.Id)
                );
            else
                yield return definition.Words.Fill(
                    "note-margin-dropped",
                    TextOf(definition, margin.Item)
                );
        yield return definition.Words["note-weights-range"];
    }

    private static IEnumerable<Texts> OfStuffing(Definition definition, Stuffing stuffing)
    {
        if (stuffing.Repeated >= (decimal)Repeats.Notable)
            yield return definition.Words.Fill(
                "note-repeated",
                Everywhere(definition, $"{(int)(100 * stuffing.Repeated)}")
            );
        foreach (var row in stuffing.Composition.Where(row => row.Differs))
            yield return definition.Words.Fill(
                "note-composition",
                definition.Reporting.BreakdownOf(row.GroupBy).Title,
                Everywhere(definition, row.Against)
            );
    }

    private static Texts OfNone(Definition definition, Estimates why) =>
        why == Estimates.TooFewResponses ? definition.Words["note-too-few"]
        : why == Estimates.MarginUnanswered ? definition.Words["note-margin-unanswered"]
        : definition.Words.Fill(
            "note-no-weights",
            TextOf(definition, definition.Population.Margins[0].Item)
        );

    private static Texts TextOf(Definition definition, string item) =>
        definition
            .Reporting.Breakdowns.FirstOrDefault(by => by.Items is [var one] && one == item)
            ?.Title
        ?? definition.Instrument.Items[definition.Instrument.PlaceOf(item)].Text;
}
