using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What one respondent is to one indicator.</summary>
internal enum IndicatorAnswer
{
    /// <summary>Not in the base: not asked, or no answer.</summary>
    Nothing,
    Yes,
    No,
}

/// <summary>Indicators made from the same items, so that their counts in a group bind each other: an option and a
/// variable derived from it, two options of one item, a part and its whole.</summary>
/// <param name="Indicators">Their places in the definition.</param>
/// <param name="Patterns">Every way in which one respondent can count: per indicator of the family yes, no or nothing. The
/// family's counts in a group are sums over how many respondents are of each kind.</param>
internal sealed record Family(
    ImmutableArray<int> Indicators,
    ImmutableArray<ImmutableArray<IndicatorAnswer>> Patterns
)
{
    /// <summary>Other indicators whose base is this one's, whatever people answer.</summary>
    public IEnumerable<int> SharingBase(int indicator)
    {
        var member = Indicators.IndexOf(indicator);
        return Indicators.Where(
            (other, at) =>
                at != member
                && Patterns.All(kind =>
                    (kind[at] == IndicatorAnswer.Nothing)
                    == (kind[member] == IndicatorAnswer.Nothing)
                )
        );
    }

    /// <summary>All indicators of a definition, each in one family.</summary>
    public static ImmutableArray<Family> Of(Definition definition)
    {
        var open = Enumerable.Range(0, definition.Reporting.Indicators.Length).ToList();
        var families = ImmutableArray.CreateBuilder<Family>();
        while (open.Count > 0)
        {
            var items = ItemsOf(definition, open[0]).ToHashSet();
            while (
                open.FirstOrDefault(one => Touches(definition, one, items) && !Knows(one), -1)
                    is >= 0
                        and var joined
            )
                items.UnionWith(ItemsOf(definition, joined));
            var members = open.Where(one => Touches(definition, one, items)).ToImmutableArray();
            open.RemoveAll(members.Contains);
            families.Add(
                new Family(members, new AnswerPatterns(definition, members, items).List())
            );

            bool Knows(int one) => items.IsSupersetOf(ItemsOf(definition, one));
        }
        return families.ToImmutable();
    }

    private static bool Touches(Definition definition, int indicator, HashSet<string> items) =>
        items.Overlaps(ItemsOf(definition, indicator));

    private static IEnumerable<string> ItemsOf(Definition definition, int indicator) =>
        VariableItems
            .ItemsOf(definition.Instrument, definition.Reporting.Indicators[indicator].Variable)
            .SelectMany(item => VariableItems.WithRoute(definition.Instrument, item));
}
