using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>The respondents of a wave by cell, weighted so that they stand for the population.</summary>
internal sealed class Sample
{
    private readonly MarginBasis _basis;

    /// <exception cref="EstimateException">There are no respondents.</exception>
    /// <exception cref="NoWeightsException">No weights within the bounds meet even the first margin.</exception>
    public Sample(Definition definition, Tally tally)
    {
        Tally = tally;
        if (tally.Responses == 0)
            throw new EstimateException("There are no responses to weight.");
        People = [.. Enumerable.Range(0, tally.Layout.Cells).Select(cell => tally[cell][0])];
        foreach (var plan in Plans(definition.Population))
        {
            MarginTotals[] margins =
            [
                .. plan.Select(one => new MarginTotals(
                    definition,
                    tally.Layout,
                    one.Place,
                    one.Margin,
                    People
                )),
            ];
            _basis = new MarginBasis(People, margins);
            if (Weigh(margins) is not { } found)
                continue;
            var covered = margins.Aggregate(1.0, (part, margin) => part * margin.Coverage);
            var mean = definition.Population.Total * covered / tally.Responses;
            Weights = [.. found.Ratios.Select(ratio => ratio * mean)];
            Weighting = Describe(found.Method, mean, found.Ratios, margins);
            return;
        }
        throw new NoWeightsException(
            FormattableString.Invariant(
                $"No weights from {CalibrationFunction.Bounds.Low} to {CalibrationFunction.Bounds.High} times the mean meet the population by {definition.Population.Margins[0].Item}."
            )
        );
    }

    public Tally Tally { get; }

    /// <summary>Respondents by cell.</summary>
    public long[] People { get; }

    /// <summary>Each respondent's weight by cell, in people.</summary>
    public double[] Weights { get; }

    public Weighting Weighting { get; }

    /// <summary>How many people the counted respondents stand for.</summary>
    public double Weigh(long[] counts) =>
        counts.Select((count, cell) => count * Weights[cell]).Sum();

    /// <summary>Kish's effective size, (sum w)^2 / sum w^2, of the counted respondents; NaN of none.</summary>
    public double EffectiveSize(long[] counts)
    {
        var sum = Weigh(counts);
        return sum
            * sum
            / counts.Select((count, cell) => count * Weights[cell] * Weights[cell]).Sum();
    }

    /// <inheritdoc cref="MarginBasis.Fit"/>
    public double[] Fit(double[] sums) => _basis.Fit(sums);

    /// <summary>The margins to meet, with their places: all; then, from the last on, its coarser groups instead and the
    /// others without it. The first stays.</summary>
    private static IEnumerable<ImmutableArray<(int Place, Margin Margin)>> Plans(
        Population population
    )
    {
        ImmutableArray<(int Place, Margin Margin)> kept =
        [
            .. population.Margins.Select((margin, place) => (place, margin)),
        ];
        yield return kept;
        for (var last = kept.Length - 1; last > 0; last--)
        {
            if (kept[last].Margin.Coarse() is { } coarse)
                yield return kept.SetItem(last, (last, coarse));
            kept = kept.RemoveAt(last);
            yield return kept;
        }
    }

    private (WeightingMethod Method, double[] Ratios)? Weigh(MarginTotals[] margins)
    {
        var (low, high) = CalibrationFunction.Bounds;
        if (Ratios(CalibrationFunction.Raking) is not { } raked)
            return null;
        if (raked.Where((_, cell) => People[cell] > 0).All(ratio => low <= ratio && ratio <= high))
            return (WeightingMethod.Raking, raked);
        return Ratios(CalibrationFunction.Bounded) is { } bounded
            ? (WeightingMethod.Bounded, bounded)
            : null;

        double[]? Ratios(CalibrationFunction function) =>
            Calibration.Ratios(People, margins, _basis, function);
    }

    private Weighting Describe(
        WeightingMethod method,
        double mean,
        double[] ratios,
        MarginTotals[] margins
    )
    {
        var held = ratios.Where((_, cell) => People[cell] > 0);
        return new Weighting(
            mean,
            held.Min(),
            held.Max(),
            EffectiveSize(People),
            [
                .. margins.SelectMany(margin =>
                    margin.NotCovered.Select(category => (margin.Margin.Item, category))
                ),
            ],
            method,
            [.. margins.Select(margin => margin.Margin.Item)]
        );
    }
}
