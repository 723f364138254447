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

    /// <param name="earlier">The wave's revisions that are out.</param>
    /// <exception cref="DisclosureException">What they show leaves no way to protect a small count.</exception>
    internal static Disclosed Apply(
        Definition definition,
        Tally tally,
        Figures figures,
        IReadOnlyCollection<EarlierRevision> earlier
    )
    {
        var today = definition.Reporting.Indicators;
        Indicator[] unreported =
        [
            .. Routes.Of(definition),
            .. earlier.SelectMany(one => one.Others(today)).DistinctBy(one => one.Id),
        ];
        var table = new SuppressionTable(
            WithIndicators(definition, [.. today, .. unreported]),
            figures with
            {
                Proportions =
                [
                    .. figures.Proportions,
                    .. Estimator.ProportionsOf(definition, unreported, tally),
                ],
            },
            today.Length
        );
        foreach (var revision in earlier)
            revision.Mark(table);
        return Apply(table, figures);
    }

    /// <exception cref="InvalidOperationException">The figures are not whole or not of this definition.</exception>
    internal static Disclosed Apply(Definition definition, Figures figures) =>
        Apply(new SuppressionTable(definition, figures), figures);

    private static Disclosed Apply(SuppressionTable table, Figures figures)
    {
        PrimaryRule.Apply(table);
        ReliabilityRule.Apply(table);
        table.HideUnreported();
        foreach (var family in Family.Of(table.Definition))
            LinkedRule.Apply(table, family);
        var weights = Weights.Of(figures.Weighting);
        return new Disclosed(
            Numbers.NearestFive(table.Responses),
            Estimates.Made,
            weights,
            figures.Weighting.NotCovered,
            Rows(table, weights.PeopleStep)
        );
    }

    private static Definition WithIndicators(
        Definition definition,
        ImmutableArray<Indicator> indicators
    ) => definition with { Reporting = definition.Reporting with { Indicators = indicators } };

    /// <summary>The table as it stands, rounded.</summary>
    internal static ImmutableArray<Row> Rows(SuppressionTable table, long peopleStep) =>
        [
            .. table
                .Places()
                .Where(table.IsReported)
                .Select(place =>
                    Row.Of(table[place.Indicator, place.Group], table.LabelOf(place), peopleStep)
                ),
        ];

    /// <summary>Every row is there and held back, and no figure is even made.</summary>
    internal static Disclosed Without(Definition definition, Tally tally, Estimates why)
    {
        var status = why == Estimates.TooFewResponses ? Status.Small : Status.Unreliable;
        var rows =
            from indicator in definition.Reporting.Indicators
            from @group in Group.Of(definition, tally.Layout)
            select new Row(indicator.Id, @group.By, @group.Id, status, null);
        return new(Numbers.NearestFive(tally.Responses), why, null, [], [.. rows]);
    }
}
