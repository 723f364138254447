using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Says in words whom a figure is of: who was asked, and answered.</summary>
internal static class BaseText
{
    /// <summary>In the survey's own words, or, where it has none, in ours.</summary>
    public static Texts OfIndicator(Instrument instrument, Indicator indicator) =>
        indicator.Denominator is { } denominator ? denominator
        : instrument.PlaceOf(indicator.Variable) is >= 0 and var place
            ? Release.Words.Fill(
                "base-answered",
                instrument.Items[place].Text,
                OfItem(instrument, place)
            )
        : OfDerived(instrument, indicator.Variable);

    public static Texts OfDerived(Instrument instrument, string derived) =>
        Release.Words.Fill(
            "base-derived",
            Join(
                "list-comma",
                VariableItems
                    .ItemsOf(instrument, derived)
                    .Select(item => instrument.Items[instrument.PlaceOf(item)].Text)
            )
        );

    public static Texts OfItem(Instrument instrument, int place)
    {
        Condition?[] conditions =
        [
            instrument.SectionOf(place).AskIf,
            instrument.Items[place].AskIf,
        ];
        var said = conditions.OfType<Condition>().Select(one => Say(instrument, one)).ToArray();
        return said.Length == 0
            ? Release.Words["base-everyone"]
            : Release.Words.Fill("base-asked-if", Join("list-and", said));
    }

    private static Texts Say(Instrument instrument, Condition condition)
    {
        var item = instrument.Items[instrument.PlaceOf(condition.Item)];
        Texts[] parts =
        [
            .. condition.In.IsEmpty
                ? []
                : (Texts[])[Release.Words.Fill("base-in", item.Text, Options(item, condition.In))],
            .. condition.NotIn.IsEmpty
                ? []
                : (Texts[])
                    [Release.Words.Fill("base-not-in", item.Text, Options(item, condition.NotIn))],
        ];
        return Join("list-and", parts);
    }

    private static Texts Options(Item item, ImmutableArray<string> ids) =>
        Join(
            "list-comma",
            item.Options.Where(option => ids.Contains(option.Id)).Select(option => option.Text)
        );

    private static Texts Join(string by, IEnumerable<Texts> texts) =>
        texts.Aggregate((left, right) => Release.Words.Fill(by, left, right));
}
