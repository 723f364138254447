using MathNet.Numerics.LinearAlgebra;

namespace Survey.Estimate;

/// <summary>Weights as near to equal as the margins allow: those of R's <c>calibrate</c>. By Newton's method on the dual
/// problem, which is convex, with the step halved while it leads up.</summary>
internal static class Calibration
{
    private const double Tolerance = 1e-10;
    private const int Steps = 200;
    private const int Halvings = 60;

    /// <summary>Each respondent's weight by cell, relative to the mean, 0 for a cell without respondents; null where none
    /// meet every margin.</summary>
    /// <param name="people">Respondents by cell.</param>
    public static double[]? Ratios(
        long[] people,
        IReadOnlyList<MarginTotals> margins,
        MarginBasis basis,
        CalibrationFunction function
    )
    {
        var count = Vector<double>.Build.DenseOfEnumerable(people.Select(one => (double)one));
        // A change of the dual below it is a rounding error.
        var noise = 1e-12 * count.Sum();
        var point = Vector<double>.Build.Dense(basis.Totals.Count);
        var (met, gap) = ((double[]?)null, Tolerance);
        for (var step = 0; step < Steps; step++)
        {
            var predictor = basis.Directions * point;
            var ratios = predictor.Map(function.Ratio);
            double[] found = [.. ratios.Select((ratio, cell) => people[cell] > 0 ? ratio : 0)];
            var last = gap;
            gap = margins.Max(margin => margin.Gap(people, found));
            // Met; and no better to be had, as rounding errors are all that is left.
            if (met is not null && !(gap < last))
                return met;
            if (gap <= Tolerance)
                met = found;
            var slope = basis.Directions.TransposeThisAndMultiply(
                Matrix<double>.Build.DiagonalOfDiagonalVector(
                    count.PointwiseMultiply(predictor.Map(function.Slope))
                ) * basis.Directions
            );
            var missing =
                basis.Totals
                - basis.Directions.TransposeThisAndMultiply(count.PointwiseMultiply(ratios));
            if (Next(point, slope, missing, Dual, noise) is not { } next)
                return met;
            point = next;
        }
        return met;

        double Dual(Vector<double> at) =>
            count * (basis.Directions * at).Map(function.Integral) - basis.Totals * at;
    }

    /// <summary>A Newton step on; null: the function falls without end, or is flat.</summary>
    private static Vector<double>? Next(
        Vector<double> point,
        Matrix<double> slope,
        Vector<double> missing,
        Func<Vector<double>, double> dual,
        double noise
    )
    {
        if (!slope.Enumerate().All(double.IsFinite) || slope.L1Norm() == 0)
            return null;
        var (step, from) = (slope.PseudoInverse() * missing, dual(point));
        for (var halving = 0; halving < Halvings; halving++, step /= 2)
            if (dual(point + step) <= from + noise)
                return point + step;
        return null;
    }
}
