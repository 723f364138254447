using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What a release's pages say of the survey, in the words of the day it was published: a text is the words per
/// language.</summary>
/// <param name="Headlines">What comes first, the first one foremost.</param>
/// <param name="Breakdowns">In the order of the files, as are their groups.</param>
/// <param name="Public">Null: the release has no public page.</param>
public sealed record ReleaseTexts(
    ImmutableSortedDictionary<string, string> Title,
    ImmutableArray<HeadlineTexts> Headlines,
    ImmutableArray<BreakdownTexts> Breakdowns,
    ImmutableArray<NamedText> Claims,
    ImmutableArray<IndicatorTexts> Indicators,
    PublicView? Public
)
{
    internal static ReleaseTexts Of(Definition definition)
    {
        var reporting = definition.Reporting;
        var groups = FileGroup.Of(definition).ToLookup(group => group.By);
        return new(
            definition.Instrument.Title.Sorted(),
            [.. reporting.Headlines.Select(one => Headline(definition, one))],
            [
                .. reporting.Breakdowns.Select(by => new BreakdownTexts(
                    by.Id,
                    by.Title.Sorted(),
                    by.Items,
                    [.. groups[by.Id].Select(group => new NamedText(group.Id, group.Text.Sorted()))]
                )),
            ],
            [
                .. reporting
                    .Claims.OrderBy(claim => claim.Key, CodebookTable.ByNumber)
                    .Select(claim => new NamedText(claim.Key, claim.Value.Sorted())),
            ],
            [.. reporting.Indicators.Select(one => IndicatorTexts.Of(definition.Instrument, one))],
            PublicView.Of(reporting.Public)
        );
    }

    private static HeadlineTexts Headline(Definition definition, Side side)
    {
        var indicators = definition.Reporting.IndicatorsOf(side).ToArray();
        return new(
            (
                side.IsIndicator
                    ? indicators[0].Title
                    : TitleOf(definition.Instrument, side.Id) ?? indicators[0].Title
            ).Sorted(),
            [.. indicators.Select(one => one.Id)]
        );
    }

    private static Texts? TitleOf(Instrument instrument, string variable) =>
        instrument.PlaceOf(variable) is >= 0 and var place
            ? instrument.Items[place].Text
            : instrument.Derived.First(one => one.Id == variable).Title;
}

public sealed record NamedText(string Id, ImmutableSortedDictionary<string, string> Text);

/// <param name="Indicators">One, or that of each code of a variable.</param>
public sealed record HeadlineTexts(
    ImmutableSortedDictionary<string, string> Title,
    ImmutableArray<string> Indicators
);

/// <param name="Items">None: everybody.</param>
public sealed record BreakdownTexts(
    string Id,
    ImmutableSortedDictionary<string, string> Title,
    ImmutableArray<string> Items,
    ImmutableArray<NamedText> Groups
);

/// <param name="Denominator">To stand after a figure, in the survey's own words; null: it has none.</param>
/// <param name="Converse">The same fact the other way round.</param>
/// <param name="Questions">The wording of the items that it is made from.</param>
/// <param name="Yes">The answers that count.</param>
/// <param name="Expects">How its claim is read.</param>
public sealed record IndicatorTexts(
    string Id,
    ImmutableSortedDictionary<string, string>? Denominator,
    ImmutableSortedDictionary<string, string>? Converse,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Questions,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Yes,
    Expectation? Expects
)
{
    internal static IndicatorTexts Of(Instrument instrument, Indicator indicator) =>
        new(
            indicator.Id,
            indicator.Denominator?.Sorted(),
            indicator.Converse?.Sorted(),
            [
                .. VariableItems
                    .ItemsOf(instrument, indicator.Variable)
                    .Select(id => instrument.Items[instrument.PlaceOf(id)].Text.Sorted()),
            ],
            [.. AnswersOf(instrument, indicator).Select(text => text.Sorted())],
            indicator.Expects
        );

    /// <summary>None where a derived variable's codes have no words.</summary>
    private static IEnumerable<Texts> AnswersOf(Instrument instrument, Indicator indicator)
    {
        if (instrument.PlaceOf(indicator.Variable) is >= 0 and var place)
            return instrument
                .Items[place]
                .Options.Where(option => indicator.Yes.Contains(option.Id))
                .Select(option => option.Text);
        var derived = instrument.Derived.First(one => one.Id == indicator.Variable);
        return derived
            .OptionTexts.Zip(derived.Options)
            .Where(option => indicator.Yes.Contains(option.Second))
            .Select(option => option.First);
    }
}
