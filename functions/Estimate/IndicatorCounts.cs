using Survey.Ask;

namespace Survey.Estimate;

/// <summary>An indicator's respondents by cell, unweighted: who was asked, who of them answered, and who said yes.</summary>
internal sealed record IndicatorCounts(long[] Asked, long[] Base, long[] Yes)
{
    /// <param name="cells">Those that count; the others are 0.</param>
    public static IndicatorCounts Of(Indicator indicator, Sample sample, IEnumerable<int> cells)
    {
        var tally = sample.Tally;
        var variable = tally.Layout[indicator.Variable];
        int[] yes = [.. indicator.Yes.Select(variable.Of)];
        var counts = new IndicatorCounts(
            new long[tally.Layout.Cells],
            new long[tally.Layout.Cells],
            new long[tally.Layout.Cells]
        );
        foreach (var cell in cells)
        {
            var row = tally[cell];
            counts.Asked[cell] = row[0] - row[variable.NotAsked];
            counts.Base[cell] = counts.Asked[cell] - row[variable.NoAnswer];
            foreach (var column in yes)
                counts.Yes[cell] += row[column];
        }
        return counts;
    }

    /// <summary>Of an estimate made from yes and no.</summary>
    /// <param name="influence">By cell, its linearised variable for a yes and for a no; for whoever is not in the base it
    /// is 0.</param>
    public double Variance(Sample sample, Func<int, (double Yes, double No)> influence)
    {
        var alike = new List<(int Cell, long Count)>();
        var values = new List<double>();
        for (var cell = 0; cell < Base.Length; cell++)
        {
            if (Base[cell] == 0)
                continue;
            var (yes, no) = influence(cell);
            alike.Add((cell, Yes[cell]));
            values.Add(yes);
            alike.Add((cell, Base[cell] - Yes[cell]));
            values.Add(no);
        }
        return Linearised.Covariance(
            sample,
            alike,
            [
                [.. values],
            ]
        )[0, 0];
    }
}
