using System.Numerics;
using System.Runtime.InteropServices;

namespace Survey.Publish;

/// <summary>Nonnegative unknowns, and sums of them that stay between bounds: how far can such a sum move, and which bounds
/// hold it? Bounds may change at any time; the solution found last is where the next search starts.</summary>
/// <remarks>The revised simplex method with bounded variables: each row has a variable of its own, the sum's value; an
/// inverse of the basis is kept and made anew from time to time. Dantzig's rule, and Bland's once the sum has stood
/// still for a while, so that it always ends.</remarks>
internal sealed class LinearProgram
{
    private const double Tiny = 1e-9;

    /// <summary>Smaller numbers are what rounding left.</summary>
    private const double Nothing = 1e-11;
    private const double SmallestPivot = 1e-7;
    private const int Patience = 40;

    /// <summary>Pivots between two looks at what rounding has done.</summary>
    private const int Check = 50;

    private readonly int _unknowns;

    /// <summary>Per unknown the rows that it is in.</summary>
    private readonly List<(int Row, double Times)>[] _columns;

    /// <summary>Per unknown how many sums that are held at 0 it is a part of: then it is 0.</summary>
    private readonly int[] _zeros;

    private readonly List<Row> _rows = [];

    /// <summary>Per unknown, then per row: its value, and its place in the basis; -1: it is not in it.</summary>
    private readonly List<double> _values;
    private readonly List<int> _places;

    /// <summary>Per place in the basis its variable, and the inverse's row.</summary>
    private readonly List<int> _basis = [];
    private readonly List<double[]> _inverse = [];

    private double[] _multipliers = [];
    private double[] _change = [];
    private int _pivots;

    public LinearProgram(int unknowns)
    {
        _unknowns = unknowns;
        _columns = [.. Enumerable.Range(0, unknowns).Select(_ => new List<(int, double)>())];
        _zeros = new int[unknowns];
        _values = [.. new double[unknowns]];
        _places = [.. Enumerable.Repeat(-1, unknowns)];
    }

    /// <summary>Keeps a sum between bounds from now on.</summary>
    /// <returns>Its row.</returns>
    /// <exception cref="InvalidOperationException">That contradicts the bounds of others.</exception>
    public int Add(double[] form, double low, double high)
    {
        var row = _rows.Count;
        _rows.Add(new(form, double.NegativeInfinity, double.PositiveInfinity));
        if (_inverse is [{ Length: var length }, ..] && length == row)
            for (var place = 0; place < row; place++)
                _inverse[place] = [.. _inverse[place], .. new double[row + 64]];
        var inverse = new double[row == 0 ? 64 : Math.Max(_inverse[0].Length, 64)];
        var value = 0.0;
        for (var at = 0; at < _unknowns; at++)
        {
            if (form[at] == 0)
                continue;
            _columns[at].Add((row, form[at]));
            value += form[at] * _values[at];
            if (_places[at] >= 0)
                Subtract(inverse, _inverse[_places[at]], -form[at]);
        }
        inverse[row] = -1;
        _inverse.Add(inverse);
        _places.Add(row);
        _basis.Add(_unknowns + row);
        _values.Add(value);
        Bound(row, low, high);
        return row;
    }

    /// <summary>Changes a row's bounds.</summary>
    /// <exception cref="InvalidOperationException">They contradict the bounds of others.</exception>
    public void Bound(int row, double low, double high)
    {
        var wasZero = _rows[row].IsZero;
        if (_values[_unknowns + row] < low)
            Drive(row, _values[_unknowns + row], low, 1);
        else if (_values[_unknowns + row] > high)
            Drive(row, high, _values[_unknowns + row], -1);
        _rows[row] = _rows[row] with { Low = low, High = high };
        if (_rows[row].IsZero != wasZero)
            for (var at = 0; at < _unknowns; at++)
                if (_rows[row].Form[at] > 0)
                    _zeros[at] += wasZero ? -1 : 1;
    }

    /// <summary>The form's largest value, or one that reaches <paramref name="enough"/>.</summary>
    public double Largest(double[] form, double enough = double.PositiveInfinity) =>
        Climb(form, () => Value(form) >= enough) ? Value(form) : double.PositiveInfinity;

    /// <summary>The unknowns as found last.</summary>
    public double[] Solution() => CollectionsMarshal.AsSpan(_values)[.._unknowns].ToArray();

    /// <summary>Rows whose bounds alone hold the form at the largest value found last.</summary>
    public List<int> Holding(double[] form)
    {
        var holding = new List<int>();
        for (var row = 0; row < _rows.Count; row++)
            if (Math.Abs(_multipliers[row]) > 1e-7)
                holding.Add(row);
        // Unknowns that would gain but are part of a 0.
        var open = new List<int>();
        for (var at = 0; at < _unknowns; at++)
            if (_zeros[at] > 0 && _places[at] < 0 && Gain(form, at) > 1e-7)
                open.Add(at);
        open.RemoveAll(at => ZeroRows(at).Any(holding.Contains));
        while (open.Count > 0)
        {
            var row = open.SelectMany(ZeroRows).CountBy(one => one).MaxBy(one => one.Value).Key;
            holding.Add(row);
            open.RemoveAll(at => ZeroRows(at).Contains(row));
        }
        return holding;
    }

    private IEnumerable<int> ZeroRows(int unknown) =>
        _columns[unknown].Select(one => one.Row).Where(row => _rows[row].IsZero);

    /// <summary>Moves a row's sum to one of two bounds, between which it is.</summary>
    private void Drive(int row, double low, double high, int sign)
    {
        var variable = _unknowns + row;
        var aim = sign > 0 ? high : low;
        _rows[row] = _rows[row] with { Low = low, High = high };
        double[] form = [.. _rows[row].Form.Select(x => sign * x)];
        Climb(form, () => _values[variable] == aim);
        if (Math.Abs(_values[variable] - aim) > 1e-6 * (1 + Math.Abs(aim)))
            throw new InvalidOperationException("Published counts contradict each other.");
    }

    /// <summary>Until nothing gains or it is enough; false: no end to it.</summary>
    private bool Climb(double[] form, Func<bool> isEnough)
    {
        Price(form);
        var isNew = true;
        for (var still = 0; !isEnough(); )
        {
            if (_pivots >= Check)
            {
                Refresh();
                Price(form);
            }
            var (variable, gain) = Entering(form, still > Patience);
            if (variable < 0)
            {
                if (isNew)
                    return true;
                Price(form);
                isNew = true;
                continue;
            }
            isNew = false;
            var direction = Math.Sign(gain);
            FindChange(variable);
            var (place, step, isAtHigh) = Leaving(variable, direction, still > Patience);
            if (double.IsPositiveInfinity(step))
                return false;
            Move(variable, direction * step);
            if (place < 0)
                _values[variable] =
                    direction > 0
                        ? _rows[variable - _unknowns].High
                        : _rows[variable - _unknowns].Low;
            else
                Pivot(variable, place, gain, isAtHigh);
            still = step * Math.Abs(gain) > Tiny ? 0 : still + 1;
        }
        return true;
    }

    private double Value(double[] form)
    {
        var value = 0.0;
        for (var at = 0; at < _unknowns; at++)
            value += form[at] * _values[at];
        return value;
    }

    private void Price(double[] form)
    {
        _multipliers = new double[_inverse.Count == 0 ? 0 : _inverse[0].Length];
        for (var place = 0; place < _basis.Count; place++)
            if (_basis[place] < _unknowns && form[_basis[place]] != 0)
                Subtract(_multipliers, _inverse[place], -form[_basis[place]]);
    }

    private double Gain(double[] form, int unknown)
    {
        var gain = form[unknown];
        foreach (var (row, times) in CollectionsMarshal.AsSpan(_columns[unknown]))
            gain -= _multipliers[row] * times;
        return gain;
    }

    /// <summary>The variable to change and what its growing by 1 brings.</summary>
    private (int Variable, double Gain) Entering(double[] form, bool first)
    {
        var best = (Variable: -1, Gain: 0.0);
        for (var row = 0; row < _rows.Count; row++)
        {
            var gain = _multipliers[row];
            if (Math.Abs(gain) <= Tiny || Math.Abs(gain) <= Math.Abs(best.Gain))
                continue;
            var value = _values[_unknowns + row];
            if (
                _places[_unknowns + row] >= 0
                || (gain > 0 ? value >= _rows[row].High : value <= _rows[row].Low)
            )
                continue;
            best = (_unknowns + row, gain);
            if (first)
                return best;
        }
        for (var at = 0; at < _unknowns; at++)
        {
            if (_places[at] >= 0 || _zeros[at] > 0)
                continue;
            var gain = Gain(form, at);
            if (gain <= Tiny || gain <= Math.Abs(best.Gain))
                continue;
            best = (at, gain);
            if (first)
                return best;
        }
        return best;
    }

    /// <summary>How much less of each variable of the basis there is for one more of another.</summary>
    private void FindChange(int variable)
    {
        if (_change.Length < _basis.Count)
            _change = new double[_basis.Count + 64];
        for (var place = 0; place < _basis.Count; place++)
        {
            var inverse = _inverse[place];
            var sum = 0.0;
            if (variable >= _unknowns)
                sum = -inverse[variable - _unknowns];
            else
                foreach (var (row, times) in CollectionsMarshal.AsSpan(_columns[variable]))
                    sum += inverse[row] * times;
            _change[place] = Math.Abs(sum) < Nothing ? 0 : sum;
        }
    }

    /// <summary>The first variable to reach a bound: -1: the one that enters.</summary>
    private (int Place, double Step, bool IsAtHigh) Leaving(int entering, int direction, bool first)
    {
        var (best, least, isAtHigh) = (-1, double.PositiveInfinity, false);
        if (entering >= _unknowns)
        {
            var (value, row) = (_values[entering], _rows[entering - _unknowns]);
            least = direction > 0 ? row.High - value : value - row.Low;
        }
        for (var place = 0; place < _basis.Count; place++)
        {
            var change = direction * _change[place];
            if (Math.Abs(change) <= SmallestPivot)
                continue;
            var variable = _basis[place];
            var (low, high) =
                variable < _unknowns
                    ? (0, double.PositiveInfinity)
                    : (_rows[variable - _unknowns].Low, _rows[variable - _unknowns].High);
            var step = Math.Max(
                0,
                change > 0
                    ? (_values[variable] - low) / change
                    : (_values[variable] - high) / change
            );
            if (double.IsPositiveInfinity(step) || step > least + Tiny)
                continue;
            if (
                step < least - Tiny
                || best < 0
                || (
                    first
                        ? Order(variable) < Order(_basis[best])
                        : Math.Abs(change) > Math.Abs(_change[best])
                )
            )
            {
                (best, isAtHigh) = (place, change < 0);
                least = Math.Min(step, least);
            }
        }
        return (best, least, isAtHigh);
    }

    /// <summary>Rows first, as they enter.</summary>
    private int Order(int variable) =>
        variable < _unknowns ? variable : variable - _unknowns - int.MaxValue;

    private void Move(int variable, double by)
    {
        if (by == 0)
            return;
        _values[variable] += by;
        for (var place = 0; place < _basis.Count; place++)
            if (_change[place] != 0)
                _values[_basis[place]] -= by * _change[place];
    }

    private void Pivot(int entering, int place, double gain, bool isAtHigh)
    {
        var leaving = _basis[place];
        _values[leaving] =
            leaving < _unknowns ? 0
            : isAtHigh ? _rows[leaving - _unknowns].High
            : _rows[leaving - _unknowns].Low;
        Eliminate(place);
        Subtract(_multipliers, _inverse[place], -gain);
        _basis[place] = entering;
        (_places[entering], _places[leaving]) = (place, -1);
        _pivots++;
    }

    /// <summary>The inverse after the variable that <see cref="FindChange"/> was asked of has taken a place.</summary>
    private void Eliminate(int place)
    {
        var pivot = _inverse[place];
        var by = _change[place];
        for (var at = 0; at < _basis.Count; at++)
            pivot[at] /= by;
        for (var other = 0; other < _basis.Count; other++)
            if (other != place)
                Subtract(_inverse[other], pivot, _change[other]);
    }

    /// <summary>Makes the inverse anew, and mends what rounding has done to the basis' values.</summary>
    private void Refresh()
    {
        _pivots = 0;
        Invert();
        double[] off = [.. _values.Skip(_unknowns)];
        for (var at = 0; at < _unknowns; at++)
            if (_values[at] != 0)
                foreach (var (row, times) in _columns[at])
                    off[row] -= times * _values[at];
        if (off.All(x => Math.Abs(x) < Tiny))
            return;
        for (var place = 0; place < off.Length; place++)
        for (var row = 0; row < off.Length; row++)
            _values[_basis[place]] += _inverse[place][row] * off[row];
    }

    /// <summary>From the basis of all rows' own variables, whose inverse is known, by one pivot for each unknown.</summary>
    private void Invert()
    {
        int[] unknowns = [.. _basis.Where(variable => variable < _unknowns)];
        var free = new HashSet<int>();
        for (var row = 0; row < _basis.Count; row++)
        {
            if (_places[_unknowns + row] < 0)
                free.Add(row);
            else
                _places[_unknowns + row] = row;
            _basis[row] = _unknowns + row;
            Array.Clear(_inverse[row]);
            _inverse[row][row] = -1;
        }
        foreach (var unknown in unknowns)
        {
            FindChange(unknown);
            var place = free.MaxBy(row => Math.Abs(_change[row]));
            Eliminate(place);
            free.Remove(place);
            (_basis[place], _places[unknown]) = (unknown, place);
        }
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

    private sealed record Row(double[] Form, double Low, double High)
    {
        private readonly bool _isPositive = Form.All(x => x >= 0);

        /// <summary>Then every unknown in it is 0.</summary>
        public bool IsZero => High == 0 && _isPositive;
    }
}
