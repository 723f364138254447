using Survey.Ask;

namespace Survey.Publish;

internal static class VariableItems
{
    /// <summary>The items an item or derived variable is made from.</summary>
    public static IEnumerable<string> ItemsOf(Instrument instrument, string variable) =>
        instrument.Derived.FirstOrDefault(derived => derived.Id == variable) switch
        {
            null => [variable],
            DerivedByCases cases => cases
                .Cases.SelectMany(one => one.When)
                .Select(condition => condition.Item)
                .Distinct(),
            DerivedByCount count => count.Items,
            var other => throw new InvalidOperationException($"{other.GetType()} is not known."),
        };

    /// <summary>A sensitive item with the sensitive item that leads to it: how many answered tells of both.</summary>
    public static IEnumerable<string> WithRoute(Instrument instrument, string item)
    {
        var place = instrument.PlaceOf(item);
        return
            instrument.Items[place].Sensitive
            && instrument.Items[place].AskIf?.Item is { } leads
            && instrument.Items[instrument.PlaceOf(leads)].Sensitive
            ? [leads, item]
            : [item];
    }

    /// <summary>Whether any of those items is.</summary>
    public static bool IsSensitive(Instrument instrument, string variable) =>
        ItemsOf(instrument, variable)
            .Any(item => instrument.Items[instrument.PlaceOf(item)].Sensitive);
}
