using System.Numerics;
using Dense = MathNet.Numerics.LinearAlgebra;

namespace Survey.Publish;

/// <summary>Nonnegative unknowns under equations that are known to have a solution, by the simplex method on a dense
/// tableau: how far can a linear form of them move, and which equations hold it?</summary>
/// <remarks>Dantzig's rule, and Bland's once the form has stood still for a while, so that it always ends.</remarks>
internal sealed class LinearProgram
{
    private const double Tiny = 1e-9;

    /// <summary>Smaller numbers are what rounding left.</summary>
    private const double Nothing = 1e-11;
    private const int Patience = 40;

    private readonly double[][] _equations;

    /// <summary>Per row its coefficients and, last, its right-hand side, at least 0.</summary>
    private readonly List<double[]> _rows = [];

    /// <summary>Per row the unknown that it is solved for; the others are 0.</summary>
    private readonly List<int> _basis = [];

    /// <summary>Per row the place of its equation.</summary>
    private readonly List<int> _origins = [];
    private readonly int _unknowns;

    /// <param name="equations">Each as long as there are unknowns, and one more: the right-hand side.</param>
    /// <exception cref="InvalidOperationException">There is no solution.</exception>
    public LinearProgram(int unknowns, IEnumerable<double[]> equations)
    {
        _unknowns = unknowns;
        _equations = [.. equations];
        for (var at = 0; at < _equations.Length; at++)
        {
            var sign = _equations[at][unknowns] < 0 ? -1 : 1;
            _rows.Add([.. _equations[at].Select(x => sign * x)]);
            _basis.Add(-1);
            _origins.Add(at);
        }
        FindSolution();
    }

    /// <summary>"At least" with an unknown of its own, after the others, for what is over.</summary>
    public static LinearProgram Of(int unknowns, IReadOnlyCollection<Known> known)
    {
        var all = unknowns + known.Count(one => one.IsAtLeast);
        var spare = unknowns;
        return new LinearProgram(all, [.. known.Select(Equation)]);

        double[] Equation(Known one)
        {
            var row = new double[all + 1];
            one.Form.CopyTo(row, 0);
            if (one.IsAtLeast)
                row[spare++] = -1;
            row[all] = one.Value;
            return row;
        }
    }

    /// <summary>Two solutions that differ by at least <paramref name="width"/> in the form; null: there are none.</summary>
    /// <param name="form">A coefficient for each of the first unknowns; of others 0.</param>
    /// <param name="holding">Where there are none, equations that alone hold the form within less; worked out when
    /// asked for.</param>
    public (double[] Low, double[] High)? Spread(
        double[] form,
        double width,
        out IEnumerable<int> holding
    )
    {
        holding = [];
        Array.Resize(ref form, _unknowns);
        var (start, low) = (Solution(), Value(form));
        var high = Raise(form, low + width);
        if (high >= low + width)
            return (start, Solution());
        var top = Solution();
        int[] above = [.. _basis];
        double[] negative = [.. form.Select(x => -x)];
        if (-Raise(negative, width - high) <= high - width)
            return (Solution(), top);
        holding = Multipliers(above, form).Union(Multipliers([.. _basis], form));
        return null;
    }

    /// <summary>The form's largest value, or one that reaches <paramref name="enough"/>.</summary>
    public double Largest(double[] form, double enough = double.PositiveInfinity)
    {
        Array.Resize(ref form, _unknowns);
        return Raise(form, enough);
    }

    /// <summary>The solution that the tableau stands at.</summary>
    public double[] Solution()
    {
        var solution = new double[_unknowns];
        for (var row = 0; row < _rows.Count; row++)
            solution[_basis[row]] = _rows[row][_unknowns];
        return solution;
    }

    /// <summary>The equations with a multiplier in the certificate that the form stands at its end: the solution of the
    /// basis' columns, transposed, for the form.</summary>
    private IEnumerable<int> Multipliers(int[] basis, double[] form)
    {
        var size = basis.Length;
        if (size == 0)
            yield break;
        var transposed = Dense.Matrix<double>.Build.Dense(
            size,
            size,
            (column, row) => _equations[_origins[row]][basis[column]]
        );
        var right = Dense.Vector<double>.Build.Dense(size, column => form[basis[column]]);
        var multipliers = transposed.Solve(right);
        for (var row = 0; row < size; row++)
            if (Math.Abs(multipliers[row]) > 1e-7)
                yield return _origins[row];
    }

    /// <summary>Each row starts with an unknown of its own that must vanish; rows that add nothing are dropped.</summary>
    private void FindSolution()
    {
        var scale = 1 + _rows.Sum(row => row[_unknowns]);
        var cost = new double[_unknowns + 1];
        foreach (var row in _rows)
            for (var column = 0; column <= _unknowns; column++)
                cost[column] += row[column];
        Climb(cost, () => cost[_unknowns] <= Tiny);
        if (cost[_unknowns] > 1e-7 * scale)
            throw new InvalidOperationException("Published counts contradict each other.");
        for (var row = _rows.Count - 1; row >= 0; row--)
        {
            if (_basis[row] >= 0)
                continue;
            var column = Array.FindIndex(_rows[row], 0, _unknowns, x => Math.Abs(x) > 1e-7);
            if (column >= 0)
            {
                Pivot(row, column, cost);
                continue;
            }
            _rows.RemoveAt(row);
            _basis.RemoveAt(row);
            _origins.RemoveAt(row);
        }
    }

    /// <summary>The form's largest value, or one that reaches <paramref name="enough"/>.</summary>
    private double Raise(double[] form, double enough)
    {
        double[] gain = [.. form, 0];
        for (var row = 0; row < _rows.Count; row++)
            Subtract(gain, _rows[row], gain[_basis[row]]);
        return Climb(gain, () => -gain[_unknowns] >= enough)
            ? Value(form)
            : double.PositiveInfinity;
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
            var before = gain[_unknowns];
            Pivot(row, column, gain);
            still = Math.Abs(gain[_unknowns] - before) > Tiny ? 0 : still + 1;
        }
        return true;
    }

    private int Entering(double[] gain, bool first)
    {
        var best = -1;
        for (var column = 0; column < _unknowns; column++)
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
        for (var row = 0; row < _rows.Count; row++)
        {
            if (_rows[row][column] <= Tiny)
                continue;
            var ratio = _rows[row][_unknowns] / _rows[row][column];
            if (ratio < least - Tiny || (ratio < least + Tiny && _basis[row] < _basis[best]))
            {
                best = row;
                least = Math.Min(ratio, least);
            }
        }
        return best;
    }

    private void Pivot(int row, int column, double[] gain)
    {
        var pivot = _rows[row];
        var by = pivot[column];
        for (var at = 0; at <= _unknowns; at++)
            pivot[at] /= by;
        for (var other = 0; other < _rows.Count; other++)
            if (other != row)
                Subtract(_rows[other], pivot, _rows[other][column]);
        Subtract(gain, pivot, gain[column]);
        _basis[row] = column;
    }

    private static void Subtract(double[] from, double[] row, double times)
    {
        if (times == 0)
            return;
        var at = 0;
        for (; at <= row.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var left = new Vector<double>(from, at) - times * new Vector<double>(row, at);
            var isNothing = Vector.LessThan(Vector.Abs(left), new Vector<double>(Nothing));
            Vector.ConditionalSelect(isNothing, Vector<double>.Zero, left).CopyTo(from, at);
        }
        for (; at < row.Length; at++)
        {
            var left = from[at] - times * row[at];
            from[at] = Math.Abs(left) < Nothing ? 0 : left;
        }
    }

    private double Value(double[] form) =>
        Enumerable.Range(0, _rows.Count).Sum(row => form[_basis[row]] * _rows[row][_unknowns]);
}
