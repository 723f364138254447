using MathNet.Numerics.LinearAlgebra;

namespace Survey.Estimate;

/// <summary>What a model is fitted to: the respondents by their combination of levels, with their weights.</summary>
internal sealed class Patterns
{
    private readonly int[][] _present;

    /// <param name="counted">With the levels of each predictor, then of the outcome: 0 no, 1 yes.</param>
    public Patterns(Sample sample, IReadOnlyList<Alike> counted)
    {
        Counted = counted;
        var predictors = counted.Count > 0 ? counted[0].Levels.Length - 1 : 0;
        _present =
        [
            .. Enumerable
                .Range(0, predictors)
                .Select(side =>
                    counted.Select(one => one.Levels[side]).Distinct().Order().ToArray()
                ),
        ];
        Terms =
        [
            .. _present.SelectMany((levels, side) => levels.Skip(1).Select(level => (side, level))),
        ];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<double[]>();
        PatternOf =
        [
            .. counted.Select(one =>
            {
                var key = string.Join(' ', one.Levels.Take(predictors));
                if (places.TryAdd(key, rows.Count))
                    rows.Add(RowOf(one));
                return places[key];
            }),
        ];
        X = Matrix<double>.Build.DenseOfRows(rows.Count, Terms.Length + 1, rows);
        Weights = Vector<double>.Build.Dense(rows.Count);
        WeightsOfYes = Vector<double>.Build.Dense(rows.Count);
        for (var place = 0; place < counted.Count; place++)
        {
            var weight = counted[place].Count * sample.Weights[counted[place].Cell];
            Weights[PatternOf[place]] += weight;
            WeightsOfYes[PatternOf[place]] += IsYes(counted[place]) ? weight : 0;
        }
    }

    public IReadOnlyList<Alike> Counted { get; }

    /// <summary>The pattern of each of <see cref="Counted"/>.</summary>
    public int[] PatternOf { get; }

    /// <summary>Predictors and their levels that have a coefficient, in the order of <see cref="X"/>'s columns after the
    /// intercept: those present but the first, which is the reference.</summary>
    public (int Predictor, int Level)[] Terms { get; }

    /// <summary>By pattern: 1, then each term's 0 or 1.</summary>
    public Matrix<double> X { get; }

    /// <summary>By pattern: the sum of weights.</summary>
    public Vector<double> Weights { get; }

    public Vector<double> WeightsOfYes { get; }

    /// <summary>Levels of a predictor that somebody has.</summary>
    public IReadOnlyList<int> Present(int predictor) => _present[predictor];

    public static bool IsYes(Alike one) => one.Levels[^1] == 1;

    /// <summary>The patterns as if everybody had one level of a predictor.</summary>
    public Matrix<double> With(int predictor, int level)
    {
        var changed = X.Clone();
        for (var term = 0; term < Terms.Length; term++)
            if (Terms[term].Predictor == predictor)
                changed.SetColumn(
                    term + 1,
                    Vector<double>.Build.Dense(X.RowCount, Terms[term].Level == level ? 1 : 0)
                );
        return changed;
    }

    private double[] RowOf(Alike one) =>
        [1, .. Terms.Select(term => one.Levels[term.Predictor] == term.Level ? 1.0 : 0.0)];
}
