namespace Survey.Estimate;

/// <summary>Raking (iterative proportional fitting; Deming and Stephan 1940): each margin in turn is scaled to its
/// totals, until all are met together. The weights are those of R's <c>calibrate(calfun = "raking")</c>.</summary>
internal static class Raking
{
    private const double Tolerance = 1e-10;
    private const int Rounds = 1000;

    /// <summary>Each respondent's weight by cell, in people; 0 for a cell without respondents.</summary>
    /// <param name="people">Respondents by cell.</param>
    /// <exception cref="EstimateException">There are no respondents, or no weights meet every margin.</exception>
    public static double[] Weigh(long[] people, IReadOnlyList<MarginTotals> margins)
    {
        if (people.All(count => count == 0))
            throw new EstimateException("There are no responses to weight.");
        var weights = people.Select(count => count > 0 ? 1.0 : 0.0).ToArray();
        var gap = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var margin in margins)
                margin.Scale(people, weights);
            var last = gap;
            gap = margins.Max(margin => margin.Gap(people, weights));
            // Met; and no better to be had, as rounding errors are all that is left.
            if (gap <= Tolerance && gap >= last)
                return weights;
        }
        return gap <= Tolerance
            ? weights
            : throw new EstimateException(
                FormattableString.Invariant(
                    $"Raking did not converge: after {Rounds} rounds a margin is still off by {gap:0.0e+0} of its total."
                )
            );
    }
}
