namespace Survey.Publish;

/// <summary>Nonnegative unknowns under equations that are known to have a solution, by the simplex method on a dense
/// tableau: how far can a linear form of them move?</summary>
/// <remarks>Dantzig's rule, and Bland's once the form has stood still for a while, so that it always ends.</remarks>
internal sealed class LinearProgram
{
    private const double Tiny = 1e-9;
    private const int Patience = 40;

    /// <summary>Per row its coefficients and, last, its right-hand side, at least 0.</summary>
    private readonly List<double[]> rows;

    /// <summary>Per row the unknown that it is solved for; the others are 0.</summary>
    private readonly List<int> basis;
    private readonly int unknowns;

    /// <param name="equations">Each as long as there are unknowns, and one more: the right-hand side.</param>
    /// <exception cref="InvalidOperationException">There is no solution.</exception>
    public LinearProgram(int unknowns, IEnumerable<double[]> equations)
    {
        this.unknowns = unknowns;
        rows = [.. equations.Select(row => row[unknowns] < 0 ? [.. row.Select(x => -x)] : row)];
        basis = [.. Enumerable.Repeat(-1, rows.Count)];
        FindSolution();
    }

    /// <summary>Whether two solutions differ by at least <paramref name="width"/> in the form.</summary>
    public bool Spans(double[] form, double width)
    {
        var start = Value(form);
        var high = Raise(form, start + width);
        if (high >= start + width)
            return true;
        double[] negative = [.. form.Select(x => -x)];
        return -Raise(negative, width - high) <= high - width;
    }

    /// <summary>Each row starts with an unknown of its own that must vanish; rows that add nothing are dropped.</summary>
    private void FindSolution()
    {
        var scale = 1 + rows.Sum(row => row[unknowns]);
        var cost = new double[unknowns + 1];
        foreach (var row in rows)
            for (var column = 0; column <= unknowns; column++)
                cost[column] += row[column];
        Climb(cost, () => cost[unknowns] <= Tiny);
        if (cost[unknowns] > 1e-7 * scale)
            throw new InvalidOperationException("Published counts contradict each other.");
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            if (basis[row] >= 0)
                continue;
            var column = Array.FindIndex(rows[row], 0, unknowns, x => Math.Abs(x) > 1e-7);
            if (column >= 0)
            {
                Pivot(row, column, cost);
                continue;
            }
            rows.RemoveAt(row);
            basis.RemoveAt(row);
        }
    }

    /// <summary>The form's largest value, or one that reaches <paramref name="enough"/>.</summary>
    private double Raise(double[] form, double enough)
    {
        double[] gain = [.. form, 0];
        for (var row = 0; row < rows.Count; row++)
            Subtract(gain, rows[row], gain[basis[row]]);
        return Climb(gain, () => -gain[unknowns] >= enough) ? Value(form) : double.PositiveInfinity;
    }

    /// <summary>Pivots until no unknown gains or it is enough; false: no end to it.</summary>
    private bool Climb(double[] gain, Func<bool> isEnough)
    {
        var still = 0;
        while (!isEnough())
        {
            var column = Entering(gain, still > Patience);
            if (column < 0)
                return true;
            var row = Leaving(column);
            if (row < 0)
                return false;
            var before = gain[unknowns];
            Pivot(row, column, gain);
            still = Math.Abs(gain[unknowns] - before) > Tiny ? 0 : still + 1;
        }
        return true;
    }

    private int Entering(double[] gain, bool first)
    {
        var best = -1;
        for (var column = 0; column < unknowns; column++)
            if (gain[column] > Tiny && (best < 0 || gain[column] > gain[best]))
            {
                best = column;
                if (first)
                    break;
            }
        return best;
    }

    private int Leaving(int column)
    {
        var best = -1;
        var least = double.PositiveInfinity;
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row][column] <= Tiny)
                continue;
            var ratio = rows[row][unknowns] / rows[row][column];
            if (ratio < least - Tiny || (ratio < least + Tiny && basis[row] < basis[best]))
            {
                best = row;
                least = Math.Min(ratio, least);
            }
        }
        return best;
    }

    private void Pivot(int row, int column, double[] gain)
    {
        var pivot = rows[row];
        var by = pivot[column];
        for (var at = 0; at <= unknowns; at++)
            pivot[at] /= by;
        for (var other = 0; other < rows.Count; other++)
            if (other != row)
                Subtract(rows[other], pivot, rows[other][column]);
        Subtract(gain, pivot, gain[column]);
        basis[row] = column;
    }

    private static void Subtract(double[] from, double[] row, double times)
    {
        if (times == 0)
            return;
        for (var at = 0; at < row.Length; at++)
        {
            var left = from[at] - times * row[at];
            from[at] = Math.Abs(left) < 1e-11 ? 0 : left;
        }
    }

    private double Value(double[] form) =>
        Enumerable.Range(0, rows.Count).Sum(row => form[basis[row]] * rows[row][unknowns]);
}
