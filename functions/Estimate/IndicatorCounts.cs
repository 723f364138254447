using Survey.Ask;

namespace Survey.Estimate;

/// <summary>An indicator's respondents by cell, unweighted: who was asked and answered, and who of them said yes.</summary>
internal sealed record IndicatorCounts(long[] Base, long[] Yes)
{
    public static IndicatorCounts Of(Indicator indicator, Sample sample)
    {
        var tally = sample.Tally;
        var variable = tally.Layout[indicator.Variable];
        int[] yes = [.. indicator.Yes.Select(variable.Of)];
        var counts = new IndicatorCounts(
            new long[tally.Layout.Cells],
            new long[tally.Layout.Cells]
        );
        for (var cell = 0; cell < counts.Base.Length; cell++)
        {
            var row = tally[cell];
            counts.Base[cell] = row[0] - row[variable.NotAsked] - row[variable.NoAnswer];
            foreach (var column in yes)
                counts.Yes[cell] += row[column];
        }
        return counts;
    }
}
