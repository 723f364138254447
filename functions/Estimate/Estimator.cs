using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Makes a wave's figures from its counts.</summary>
public static class Estimator
{
    /// <summary>Every indicator in every group of every breakdown, in the order of the definition; comparisons, tables and
    /// models.</summary>
    /// <exception cref="EstimateException">The tally is another survey's or empty.</exception>
    /// <exception cref="NoWeightsException">No weights within the bounds meet even the first margin.</exception>
    public static Figures Estimate(Definition definition, Tally tally)
    {
        TallyName.Require(definition, tally);
        var sample = new Sample(definition, tally);
        var (reporting, groups) = (definition.Reporting, Group.Of(definition, tally.Layout));
        var compared = groups
            .GroupBy(group => group.By)
            .Where(by => reporting.Breakdowns.Any(one => one.Id == by.Key && !one.Items.IsEmpty))
            .Select(by => by.ToArray())
            .ToArray();
        return new Figures(
            tally.Responses,
            sample.Weighting,
            [.. reporting.Indicators.SelectMany(indicator => Of(indicator, groups, sample))]
        )
        {
            Comparisons =
            [
                .. reporting.Indicators.SelectMany(indicator =>
                    compared.Select(by => Comparisons.Of(indicator, by, sample))
                ),
            ],
            Associations =
            [
                .. reporting.Associations.Zip(
                    tally.Tables,
                    (one, counts) => Associations.Of(one.Id, counts, sample)
                ),
            ],
            Quality = Quality.Of(definition, groups, tally),
            Repeats = Repeats.Of(tally.Repeats),
            Blank = Quality.Blank(definition.Instrument, tally),
            Models =
            [
                .. reporting.Models.Zip(
                    tally.Models,
                    (one, counts) => LogisticModels.Of(one, counts, sample)
                ),
            ],
        };
    }

    /// <summary>Indicators in every group that no release has rows of.</summary>
    internal static IEnumerable<Proportion> ProportionsOf(
        Definition definition,
        IEnumerable<Indicator> indicators,
        Tally tally
    )
    {
        var sample = new Sample(definition, tally);
        var groups = Group.Of(definition, tally.Layout);
        return indicators.SelectMany(indicator => Of(indicator, groups, sample));
    }

    private static IEnumerable<Proportion> Of(
        Indicator indicator,
        IEnumerable<Group> groups,
        Sample sample
    ) => groups.Select(group => Proportions.Of(indicator, group, sample));
}
