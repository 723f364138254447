using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Who is led to a sensitive item is told by how many answered it. So each condition before one is protected as
/// an indicator would be, though no release has a row of it.</summary>
internal static class Routes
{
    /// <summary>Not those that an indicator counts already, nor those on sex, age or region, which make the groups.</summary>
    public static ImmutableArray<Indicator> Of(Definition definition)
    {
        var instrument = definition.Instrument;
        var demographics = definition.Population.Margins.Select(margin => margin.Item).ToHashSet();
        return
        [
            .. Enumerable
                .Range(0, instrument.Items.Length)
                .Where(place => instrument.Items[place].Sensitive)
                .SelectMany(place =>
                    (Condition?[])[instrument.Items[place].AskIf, instrument.SectionOf(place).AskIf]
                )
                .OfType<Condition>()
                .Where(condition => !demographics.Contains(condition.Item))
                .SelectMany(condition => Indicators(instrument, condition))
                .Where(route => !definition.Reporting.Indicators.Any(route.CountsAs))
                .DistinctBy(route => route.Id),
        ];
    }

    /// <summary>Whether two indicators count the same respondents.</summary>
    public static bool CountsAs(this Indicator one, Indicator other) =>
        one.Variable == other.Variable && one.Yes.ToHashSet().SetEquals(other.Yes);

    /// <summary>Of a multi-choice item the counters know each option alone.</summary>
    private static IEnumerable<Indicator> Indicators(Instrument instrument, Condition condition)
    {
        var item = instrument.Items[instrument.PlaceOf(condition.Item)];
        var leads = item
            .Options.Select(option => option.Id)
            .Where(option => condition.In.IsEmpty || condition.In.Contains(option))
            .Where(option => !condition.NotIn.Contains(option));
        return item.Kind == ItemKind.Single
            ? [Indicator(item, [.. leads])]
            : condition.In.Concat(condition.NotIn).Select(option => Indicator(item, [option]));
    }

    private static Indicator Indicator(Item item, ImmutableArray<string> yes) =>
        new($"{item.Id}={string.Join('|', yes)}", item.Id, yes, Good.None, "", item.Text);
}
