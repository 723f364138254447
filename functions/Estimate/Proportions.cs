using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>The share of an indicator's "yes" among those who were asked and answered, and how sure it is.</summary>
internal static class Proportions
{
    public static Proportion Of(Indicator indicator, Group group, Sample sample)
    {
        var count = Counts.Of(indicator, group, sample);
        var (answered, yes) = (count.Base.Sum(), count.Yes.Sum());
        var weightedBase = sample.Weigh(count.Base);
        var row = new Proportion(
            indicator.Id,
            group.By,
            group.Id,
            answered,
            yes,
            EffectiveSize: sample.EffectiveSize(count.Base),
            LargestShare: double.NaN,
            Estimate: double.NaN,
            StandardError: double.NaN,
            Low: double.NaN,
            High: double.NaN,
            Asked: sample.Weigh(count.Asked),
            IsExact: answered > 0 && (yes == 0 || yes == answered)
        );
        if (answered == 0)
            return row;
        row = row with
        {
            LargestShare =
                sample.Weights.Where((_, cell) => count.Base[cell] > 0).Max() / weightedBase,
        };
        if (row.IsExact)
        {
            var bound = Intervals.KornGraubardOfNone(row.EffectiveSize);
            return yes == 0
                ? row with
                {
                    Estimate = 0,
                    Low = 0,
                    High = bound,
                }
                : row with
                {
                    Estimate = 1,
                    Low = 1 - bound,
                    High = 1,
                };
        }
        var estimate = sample.Weigh(count.Yes) / weightedBase;
        var error = Math.Sqrt(Variance(count, estimate, weightedBase, sample));
        var (low, high) = Intervals.Logit(estimate, error, answered - 1);
        return row with { Estimate = estimate, StandardError = error, Low = low, High = high };
    }

    /// <summary>Taylor linearisation of the ratio, with the part that the margins explain taken out: what R's <c>survey</c>
    /// reports for a calibrated design with replacement.</summary>
    private static double Variance(Counts count, double p, double weightedBase, Sample sample)
    {
        var (ifYes, ifNo) = ((1 - p) / weightedBase, -p / weightedBase);
        var sums = count
            .Yes.Select((yes, cell) => yes * ifYes + (count.Base[cell] - yes) * ifNo)
            .ToArray();
        var fit = sample.Fit(sums);
        var n = (double)sample.Tally.Responses;
        var mean = 0.0;
        for (var cell = 0; cell < sums.Length; cell++)
            mean += sample.Weights[cell] * (sums[cell] - sample.People[cell] * fit[cell]) / n;
        var squares = 0.0;
        for (var cell = 0; cell < sums.Length; cell++)
        {
            var (yes, answered) = (count.Yes[cell], count.Base[cell]);
            squares +=
                yes * Square(ifYes, cell)
                + (answered - yes) * Square(ifNo, cell)
                + (sample.People[cell] - answered) * Square(0, cell);
        }
        // n is 2 or more: with one respondent the estimate is 0 or 1, and is not treated here.
        return n / (n - 1) * squares;

        double Square(double value, int cell)
        {
            var deviation = sample.Weights[cell] * (value - fit[cell]) - mean;
            return deviation * deviation;
        }
    }

    /// <summary>Of an indicator in a group, by cell; 0 in the cells outside it.</summary>
    private sealed record Counts(long[] Asked, long[] Base, long[] Yes)
    {
        public static Counts Of(Indicator indicator, Group group, Sample sample)
        {
            var tally = sample.Tally;
            var variable = tally.Layout[indicator.Variable];
            ImmutableArray<int> yes = [.. indicator.Yes.Select(variable.Of)];
            var counts = new Counts(
                new long[tally.Layout.Cells],
                new long[tally.Layout.Cells],
                new long[tally.Layout.Cells]
            );
            foreach (var cell in group.Cells)
            {
                var row = tally[cell];
                counts.Asked[cell] = row[0] - row[variable.NotAsked];
                counts.Base[cell] = counts.Asked[cell] - row[variable.NoAnswer];
                foreach (var column in yes)
                    counts.Yes[cell] += row[column];
            }
            return counts;
        }
    }
}
