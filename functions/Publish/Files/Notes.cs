using System.Collections.Immutable;
using System.Globalization;
using Survey.Ask;

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
                ? [Release.Words["note-synthetic"]]
                : ImmutableArray<Texts>.Empty,
            Release.Words["note-web"],
            Release.Words["note-weights"],
            Release.Words["note-rules"],
            Release.Words["note-rounding"],
            .. release.Disclosed.Weights is null
                ? [Release.Words["note-weights-withheld"]]
                : ImmutableArray<Texts>.Empty,
            .. definition
                .Population.Margins.Where(margin => !margin.Published)
                .Select(margin =>
                    Release.Words.Fill("note-margin", TextOf(definition, margin.Item))
                ),
            .. definition.Population.Margins.Select(margin => margin.Note).OfType<Texts>(),
            .. definition.Population.Margins.Select(margin => margin.LabelsNote).OfType<Texts>(),
            .. release
                .Disclosed.Completed.Where(one => one.Respondents > 0)
                .Select(one =>
                    Release.Words.Fill(
                        "note-completed",
                        TextOf(definition, one.Item),
                        Everywhere(
                            definition,
                            one.Respondents.ToString(CultureInfo.InvariantCulture)
                        )
                    )
                ),
            .. release.Disclosed.NotCovered.Select(one =>
                Release.Words.Fill(
                    "note-not-covered",
                    CategoryOf(definition, one.Item, one.Category)
                )
            ),
        ];
    }

    public static Texts CategoryOf(Definition definition, string item, string category)
    {
        var asked = definition.Instrument.Items[definition.Instrument.PlaceOf(item)];
        return asked.Options.FirstOrDefault(option => option.Id == category) is { } option
            ? definition.Population.LabelOf(item, option)
            : Everywhere(definition, category);
    }

    /// <summary>The same in every language.</summary>
    private static Texts Everywhere(Definition definition, string words) =>
        new(
            definition.Instrument.Languages.ToImmutableDictionary(language => language, _ => words)
        );

    private static Texts TextOf(Definition definition, string item) =>
        definition
            .Reporting.Breakdowns.FirstOrDefault(by => by.Items is [var one] && one == item)
            ?.Title
        ?? definition.Instrument.Items[definition.Instrument.PlaceOf(item)].Text;
}
