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
            .. release.Wave.Synthetic ? [Words.Of("note-synthetic")] : ImmutableArray<Texts>.Empty,
            Words.Of("note-web"),
            Words.Of("note-weights"),
            Words.Of("note-rules"),
            Words.Of("note-rounding"),
            .. release.Disclosed.Weights is null
                ? [Words.Of("note-weights-withheld")]
                : ImmutableArray<Texts>.Empty,
            .. definition
                .Population.Margins.Where(margin => !margin.Published)
                .Select(margin => Words.Fill("note-margin", TextOf(definition, margin.Item))),
            .. definition.Population.Margins.Select(margin => margin.Note).OfType<Texts>(),
            .. release.Disclosed.NotCovered.Select(one =>
                Words.Fill("note-not-covered", CategoryOf(definition, one.Item, one.Category))
            ),
        ];
    }

    public static Texts CategoryOf(Definition definition, string item, string category)
    {
        var asked = definition.Instrument.Items[definition.Instrument.PlaceOf(item)];
        return asked.Options.FirstOrDefault(option => option.Id == category)?.Text
            ?? Words.Same(category);
    }

    private static Texts TextOf(Definition definition, string item) =>
        definition
            .Reporting.Breakdowns.FirstOrDefault(by => by.Items is [var one] && one == item)
            ?.Title
        ?? definition.Instrument.Items[definition.Instrument.PlaceOf(item)].Text;
}
