using Survey.Ask;

namespace Survey.Estimate;

/// <summary>The share of an indicator's "yes" among those who were asked and answered, and how sure it is.</summary>
internal static class Proportions
{
    public static Proportion Of(Indicator indicator, Group group, Sample sample)
    {
        var count = IndicatorCounts.Of(indicator, sample, group.Cells);
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
        // Of the ratio: what R's survey reports for a calibrated design with replacement.
        var influence = ((1 - estimate) / weightedBase, -estimate / weightedBase);
        var error = Math.Sqrt(count.Variance(sample, _ => influence));
        var (low, high) = Intervals.Logit(estimate, error, answered - 1);
        return row with { Estimate = estimate, StandardError = error, Low = low, High = high };
    }
}
