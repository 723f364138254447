using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Says in words whom a figure is of: who was asked, and answered.</summary>
internal static class BaseText
{
    /// <summary>In the survey's own words, or, where it has none, in ours.</summary>
    public static Texts OfIndicator(Definition definition, Indicator indicator) =>
        indicator.Denominator is { } denominator ? denominator
        : definition.Instrument.PlaceOf(indicator.Variable) is >= 0 and var place
            ? definition.Words.Fill(
                "base-answered",
                definition.Instrument.Items[place].Text,
                OfItem(definition, place)
            )
        : OfDerived(definition, indicator.Variable);

    public static Texts OfDerived(Definition definition, string derived) =>
        definition.Words.Fill(
            "base-derived",
            Join(
                definition,
                "list-comma",
                VariableItems
                    .ItemsOf(definition.Instrument, derived)
                    .Select(item =>
                        definition.Instrument.Items[definition.Instrument.PlaceOf(item)].Text
                    )
            )
        );

    public static Texts OfItem(Definition definition, int place)
    {
        Condition?[] conditions =
        [
            definition.Instrument.SectionOf(place).AskIf,
            definition.Instrument.Items[place].AskIf,
        ];
        var said = conditions.OfType<Condition>().Select(one => Say(definition, one)).ToArray();
        return said.Length == 0
            ? definition.Words["base-everyone"]
            : definition.Words.Fill("base-asked-if", Join(definition, "list-and", said));
    }

    private static Texts Say(Definition definition, Condition condition)
    {
        var item = definition.Instrument.Items[definition.Instrument.PlaceOf(condition.Item)];
        Texts[] parts =
        [
            .. condition.In.IsEmpty
                ? []
                : (Texts[])
                    [
                        definition.Words.Fill(
                            "base-in",
                            item.Text,
                            Options(definition, item, condition.In)
                        ),
                    ],
            .. condition.NotIn.IsEmpty
                ? []
                : (Texts[])
                    [
                        definition.Words.Fill(
                            "base-not-in",
                            item.Text,
                            Options(definition, item, condition.NotIn)
                        ),
                    ],
        ];
        return Join(definition, "list-and", parts);
    }

    private static Texts Options(Definition definition, Item item, ImmutableArray<string> ids) =>
        Join(
            definition,
            "list-comma",
            item.Options.Where(option => ids.Contains(option.Id)).Select(option => option.Text)
        );

    private static Texts Join(Definition definition, string by, IEnumerable<Texts> texts) =>
        texts.Aggregate((left, right) => definition.Words.Fill(by, left, right));
}
