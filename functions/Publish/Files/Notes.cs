using System.Collections.Immutable;
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
        return asked.Options.FirstOrDefault(option => option.Id == category)?.Text
            ?? new Texts(
                definition.Instrument.Languages.ToImmutableDictionary(
                    language => language,
                    _ => category
                )
            );
    }

    private static Texts TextOf(Definition definition, string item) =>
        definition
            .Reporting.Breakdowns.FirstOrDefault(by => by.Items is [var one] && one == item)
            ?.Title
        ?? definition.Instrument.Items[definition.Instrument.PlaceOf(item)].Text;
}
