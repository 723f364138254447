using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>The one place that decides what of a wave may be shown. Everything published is made from its rows; what it
/// suppresses is not in them.</summary>
/// <remarks>
/// Against a reader who knows every published count exactly (published are roundings of them), how groups add up, and
/// how indicators on the same items hang together: of each small row the count of yes, of no and the base stay open over
/// at least ten values. Not hidden are a count of 0 that a published 0 of a larger group implies, and a base
/// that another indicator on the same variable shows for the same group.
/// </remarks>
public static class Disclosure
{
    /// <summary>Whether a wave has enough responses for any figure of it to be made.</summary>
    public static bool AllowsFigures(Tally tally) => tally.Responses >= PrimaryRule.SmallestBase;

    /// <param name="figures">Null: none may be made.</param>
    public static Disclosed Apply(Definition definition, Tally tally, Figures? figures) =>
        figures is null ? Nothing(definition, tally) : Apply(definition, figures);

    /// <exception cref="InvalidOperationException">The figures are not whole or not of this definition.</exception>
    internal static Disclosed Apply(Definition definition, Figures figures)
    {
        var table = new SuppressionTable(definition, figures);
        PrimaryRule.Apply(table);
        ReliabilityRule.Apply(table);
        bool isOpen;
        do
        {
            for (var indicator = 0; indicator < table.Indicators.Length; indicator++)
                Complement.Apply(table, indicator);
            isOpen = false;
            foreach (var family in Family.Of(definition))
                isOpen |= IntervalRule.Apply(table, family);
        } while (isOpen);
        var weights = Weights.Of(figures.Weighting);
        return new Disclosed(
            Numbers.NearestFive(table.Responses),
            Estimates.Made,
            weights,
            figures.Weighting.NotCovered,
            Rows(table, weights.PeopleStep)
        );
    }

    /// <summary>The table as it stands, rounded.</summary>
    internal static ImmutableArray<Row> Rows(SuppressionTable table, long peopleStep) =>
        [
            .. table
                .Places()
                .Select(place =>
                    Row.Of(
                        table[place.Indicator, place.Group],
                        table.HiddenAs(place.Indicator, place.Group),
                        peopleStep
                    )
                ),
        ];

    /// <summary>Too few responses, or no weights: every row is there and held back, and no figure is even made.</summary>
    private static Disclosed Nothing(Definition definition, Tally tally)
    {
        var (why, status) = AllowsFigures(tally)
            ? (Estimates.NoWeights, Status.Unreliable)
            : (Estimates.TooFewResponses, Status.Small);
        var rows =
            from indicator in definition.Reporting.Indicators
            from @group in Group.Of(definition, tally.Layout)
            select new Row(indicator.Id, @group.By, @group.Id, status, null);
        return new(Numbers.NearestFive(tally.Responses), why, null, [], [.. rows]);
    }
}
