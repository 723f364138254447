using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Makes a wave's figures from its counts.</summary>
public static class Estimator
{
    /// <summary>Every indicator in every group of every breakdown, in the order of the definition.</summary>
    /// <exception cref="EstimateException">The tally is another survey's or empty.</exception>
    /// <exception cref="NoWeightsException">No weights within the bounds meet even the first margin.</exception>
    public static Figures Estimate(Definition definition, Tally tally)
    {
        TallyName.Require(definition, tally);
        var sample = new Sample(definition, tally);
        var groups = Group.Of(definition, tally.Layout);
        return new Figures(
            tally.Responses,
            sample.Weighting,
            [
                .. definition.Reporting.Indicators.SelectMany(indicator =>
                    groups.Select(group => Proportions.Of(indicator, group, sample))
                ),
            ]
        );
    }
}
