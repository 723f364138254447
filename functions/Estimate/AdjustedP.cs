namespace Survey.Estimate;

/// <summary>p-values of many tests at once, adjusted as R's <c>p.adjust</c> does. A p-value that is NaN stands for no test:
/// it stays NaN and does not count.</summary>
public static class AdjustedP
{
    /// <summary>Benjamini and Hochberg (1995): calling everything below q a finding, a share of at most q of the findings
    /// is expected to be false.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p)
    {
        var adjusted = p.ToArray();
        var order = InOrder(p);
        var least = 1.0;
        for (var rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, p[order[rank - 1]] * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }
        return adjusted;
    }

    /// <summary>Holm (1979): calling everything below a level a finding, that level is the chance of any false
    /// finding.</summary>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        var adjusted = p.ToArray();
        var order = InOrder(p);
        var most = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            most = Math.Max(most, Math.Min(1, p[order[rank]] * (order.Length - rank)));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }

    private static int[] InOrder(IReadOnlyList<double> p) =>
        [
            .. Enumerable
                .Range(0, p.Count)
                .Where(test => !double.IsNaN(p[test]))
                .OrderBy(test => p[test]),
        ];
}
