using MathNet.Numerics.LinearAlgebra;

namespace Survey.Estimate;

/// <summary>The covariance of estimates by Taylor linearisation (Deville 1999), with the part that calibration explains
/// taken out: what R's <c>svyrecvar</c> gives for a calibrated design with replacement.</summary>
internal static class Linearised
{
    /// <param name="alike">Cells, and respondents of them for whom every estimate's linearised variable is the same; for
    /// whoever is left out it is 0.</param>
    /// <param name="influence">By estimate, then as <paramref name="alike"/>: the linearised variable.</param>
    public static Matrix<double> Covariance(
        Sample sample,
        IReadOnlyList<(int Cell, long Count)> alike,
        IReadOnlyList<double[]> influence
    )
    {
        var n = (double)sample.People.Sum();
        var others = sample.People.ToArray();
        foreach (var (cell, count) in alike)
            others[cell] -= count;
        double[] counts = [.. alike.Select(one => (double)one.Count), .. others];
        var deviations = Matrix<double>.Build.DenseOfColumns(
            influence.Select(one => Deviations(sample, alike, one, n))
        );
        var counted = deviations.MapIndexed((row, _, value) => value * counts[row]);
        return n / (n - 1) * deviations.TransposeThisAndMultiply(counted);
    }

    /// <summary>Weighted residuals less their mean, as <paramref name="alike"/> and then of the others of each cell.</summary>
    private static double[] Deviations(
        Sample sample,
        IReadOnlyList<(int Cell, long Count)> alike,
        double[] influence,
        double n
    )
    {
        var sums = new double[sample.People.Length];
        for (var place = 0; place < influence.Length; place++)
            sums[alike[place].Cell] += alike[place].Count * influence[place];
        var fit = sample.Fit(sums);
        var mean = 0.0;
        for (var cell = 0; cell < sums.Length; cell++)
            mean += sample.Weights[cell] * (sums[cell] - sample.People[cell] * fit[cell]) / n;
        return
        [
            .. influence.Select((value, place) => Of(value, alike[place].Cell)),
            .. Enumerable.Range(0, sums.Length).Select(cell => Of(0, cell)),
        ];

        double Of(double value, int cell) => sample.Weights[cell] * (value - fit[cell]) - mean;
    }
}
